/**
 * Webhooks to the warehouse system: its own endpoints are told what stands in the feeds, signed as Standard Webhooks has it, at least
 * once, and in order per shipment.
 *
 * <p>No other room needs a door here: it reads {@link com.nexar.fulfilment.changes.Feed} by itself. May import problems, secrets, traces,
 * stopping, pages, brands, access and changes. Easy to get wrong: an address is checked when it is connected to, not only when it is named; and a delivery
 * that was taken, but whose answer was lost, goes out again under the same {@code webhook-id}.
 */
package com.nexar.fulfilment.webhooks;
