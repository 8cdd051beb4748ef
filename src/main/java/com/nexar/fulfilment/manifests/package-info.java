/**
 * Manifests: parcels are handed to a courier, grouped as EasyEcom wants it (carrier and marketplace).
 *
 * <p>No door; the resource is the way in. May import orders, documents, operations, easyecom and what is below them. Easy to get
 * wrong: EasyEcom may answer 200 and skip a parcel, so only a read-back of each shipment proves its manifest.
 */
package com.nexar.fulfilment.manifests;
