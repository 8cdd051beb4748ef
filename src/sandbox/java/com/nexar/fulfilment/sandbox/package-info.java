/**
 * A stateful EasyEcom over HTTP, to try and test everything against: accounts with locations, products, orders,
 * tokens, rate limits and all the oddities that the contract lists, plus {@code /sandbox/**} to steer it.
 *
 * <p>The door is {@link com.nexar.fulfilment.sandbox.Sandbox}; {@code SandboxMain} runs it as a process of its own.
 * This room imports nothing of the facade at all: it must never agree with the facade by sharing its code.
 *
 * <p>Easy to get wrong: every account has its own clock, and everything that takes time here (lockouts, confirmations,
 * quotas, arrivals) hangs on that clock's {@link com.nexar.fulfilment.sandbox.Agenda}, never on a thread that sleeps.
 * All state of an account is read and changed while holding the account's monitor.
 */
package com.nexar.fulfilment.sandbox;
