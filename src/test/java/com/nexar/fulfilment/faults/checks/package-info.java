/**
 * The judges of the fault harness: the invariants I1 to I14 as pure functions over the story of one run. What the callers did and
 * heard, what EasyEcom's ledger and orders say, what our tables say, and when requests left. They know nothing of the faults that were
 * injected, nor of any defect that is switched on. Easy to get wrong: EasyEcom's times are whole seconds in India, and a pod's clock
 * may be skewed; only the harness' own clock and the sandbox's ledger are compared to the millisecond.
 */
package com.nexar.fulfilment.faults.checks;
