/**
 * Cancellation: the handshake about parcels that EasyEcom cancels when the warehouse has them already. The warehouse acknowledges
 * what it takes; a cancellation after that is open until the warehouse says whether the parcel was stopped.
 *
 * <p>No door; the resources are the way in. May import orders, operations, easyecom and what is below them. Easy to get wrong: it is
 * the sync that opens a cancellation (in orders, at the shipment's lock); here it is only asked for and decided.
 */
package com.nexar.fulfilment.cancellation;
