/**
 * Confirmation: EasyEcom takes it in at once and decides later; only its history tells what came of it.
 *
 * <p>No door; the resource is the way in. May import orders, operations, easyecom and what is below them. Easy to get wrong: an
 * older Confirm Fail in the history is not this confirmation's, so what counts is only what came after the baseline.
 */
package com.nexar.fulfilment.confirmation;
