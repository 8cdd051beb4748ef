/**
 * What the warehouse is told: each location's ordered feed, its long poll and its stream. Whatever changes a shipment appends here in the
 * same transaction.
 */
package com.nexar.fulfilment.changes;
