/**
 * Orders and their shipments: how they come in from EasyEcom, the stage table, and what the warehouse reads of them.
 *
 * <p>Doors: {@link com.nexar.fulfilment.orders.Orders} (facts and changes for the touchpoints),
 * {@link com.nexar.fulfilment.orders.Gate} (what EasyEcom says right now) and {@link com.nexar.fulfilment.orders.Stage}. May
 * import problems, money, stopping, pages, brands, access, sync, easyecom and operations. Easy to get wrong: an answer of EasyEcom is
 * as old as its question, so it must not undo what was learnt after the question was asked.
 */
package com.nexar.fulfilment.orders;
