/**
 * Invoices and labels: whether EasyEcom has made them, and the PDFs themselves, fetched once and then served from our store.
 *
 * <p>Doors: {@link com.nexar.fulfilment.documents.DocumentStore}, for rooms that keep PDFs of their own, and {@link
 * com.nexar.fulfilment.documents.ShipmentDocuments}, for those that work with a shipment's. May import orders,
 * easyecom and what is below them. Easy to get wrong: a document's URL comes from outside, so its origin is checked against an
 * allow-list before anything is asked of it, and no token goes there.
 */
package com.nexar.fulfilment.documents;
