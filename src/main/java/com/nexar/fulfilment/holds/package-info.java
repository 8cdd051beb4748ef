/**
 * Holding a shipment from the warehouse, which cannot fulfil it now (short, damaged), and releasing it again; before the manifest.
 *
 * <p>No door; the resource is the way in. May import orders, operations, easyecom and what is below them. Easy to get wrong: a hold
 * of somebody in EasyEcom (a payment or an address is being looked at) is not the warehouse's to end.
 */
package com.nexar.fulfilment.holds;
