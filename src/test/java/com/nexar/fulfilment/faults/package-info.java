/**
 * The fault harness: three facade processes, PostgreSQL and the sandbox as processes of their own, proxies between them that
 * misbehave when told to, and an agent in the facades that halts them at a named point or plants a named defect.
 * {@code ./mvnw verify} runs what is tagged {@code faults-short}, {@code -Pfaults} all of it.
 */
package com.nexar.fulfilment.faults;
