/**
 * Document bundles: the labels and invoices of many shipments as one PDF, to be printed in one go.
 *
 * <p>No door; the resource is the way in. May import documents, orders, operations and what is below them. Easy to get wrong: a
 * document that cannot be bundled is named with its reason and never fails the others; and only one document is in memory at a
 * time, however many there are.
 */
package com.nexar.fulfilment.bundles;
