/**
 * What the warehouse is told: each location's ordered feed, its long poll and its stream. Whatever changes a shipment appends here in the
 * same transaction.
 *
 * <p>Doors: {@link com.nexar.fulfilment.changes.Changes} (tell) and {@link com.nexar.fulfilment.changes.Feed} (pass on). May import
 * problems, stopping, pages, brands and access. Easy to get wrong: a wake-up is only a hint; whoever waits looks by itself, too.
 */
package com.nexar.fulfilment.changes;
