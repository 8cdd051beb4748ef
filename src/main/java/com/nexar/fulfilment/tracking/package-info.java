/**
 * Tracking: what the courier did with the parcel after its manifest, told to EasyEcom once each and in order.
 *
 * <p>No door; the resource is the way in. May import orders, operations, easyecom and what is below them. Easy to get wrong: a
 * scan is late by its own time, not by when it came; a late one is kept and told beside the current one.
 */
package com.nexar.fulfilment.tracking;
