/**
 * The durable intent: what the warehouse asked to change at EasyEcom, written down before the call and closed with its outcome.
 *
 * <p>Doors: {@link com.nexar.fulfilment.operations.Operations} (begin, close) and
 * {@link com.nexar.fulfilment.operations.OperationHandler} (each touchpoint's way of reading back what happened). May import
 * problems, stopping, brands, access and pages. Easy to get wrong: an outcome that is not known is never a refusal and never a reason
 * to send again; it is read back first.
 */
package com.nexar.fulfilment.operations;
