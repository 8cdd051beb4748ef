/**
 * Shipment details: which courier and AWB a shipment travels with, one per shipment of a split order, and taking them
 * back again; before its confirmation.
 *
 * <p>No door; the resource is the way in. May import orders, operations, easyecom and what is below them. Easy to get wrong: a
 * refusal because another AWB is there may be our own AWB from an answer that got lost; and a
 * shipment steps back to RECEIVED only where EasyEcom's row has no AWB any more.
 */
package com.nexar.fulfilment.assignment;
