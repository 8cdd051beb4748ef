/**
 * How every failure looks outside: one enum of codes, one exception, one body, the mappers for what the framework throws.
 *
 * <p>Door: {@link com.nexar.fulfilment.problems.Problem} (throw it) and {@link com.nexar.fulfilment.problems.ProblemCode}.
 * Imports nothing of this house. Easy to get wrong: a detail is read by the night shift, so it says what happened to which
 * shipment and what happens next, and it never carries a token, a key or a person's data.
 */
package com.nexar.fulfilment.problems;
