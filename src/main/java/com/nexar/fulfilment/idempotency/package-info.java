/**
 * {@code Idempotency-Key}: a command that comes again with the same key gets the same answer, byte for byte, and has no second
 * effect.
 *
 * <p>Door: {@link com.nexar.fulfilment.idempotency.IdempotencyKey} (which operation the request's key already began; which one
 * it begins now). May import problems, brands and access. Easy to get wrong: the answer is stored before its first byte leaves,
 * and a request whose claim was taken over must not begin anything.
 */
package com.nexar.fulfilment.idempotency;
