/**
 * What runs inside the facades of the fault harness, brought by {@code -javaagent}; production code has no hooks. It may use the
 * JDK and Byte Buddy only: the facade's own classes are in another class loader, to be reached by reflection.
 */
package com.nexar.fulfilment.faults.agent;
