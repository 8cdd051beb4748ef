/**
 * The only room that speaks EasyEcom: HTTP, tokens, pacing, breaker, envelope and tolerant mapping.
 *
 * <p>Doors, one per touchpoint: {@link com.nexar.fulfilment.easyecom.EasyEcomOrders}, {@code EasyEcomProducts}, {@code
 * EasyEcomAssignments}, {@code EasyEcomConfirmations}, {@code EasyEcomManifests}, {@code EasyEcomTracking}, {@code
 * EasyEcomDocuments} and {@code EasyEcomConnection}; {@code EasyEcomWebhook} reads what it sends us. They block (call them
 * from a virtual thread) and hand out {@code Upstream…} records with times as instants, weights in grams and lengths in cm.
 *
 * <p>Every call ends in exactly one of: a record, {@link com.nexar.fulfilment.easyecom.EasyEcomRefused} (they said no),
 * {@link com.nexar.fulfilment.easyecom.EasyEcomUnavailable} (surely not applied), {@link
 * com.nexar.fulfilment.easyecom.EasyEcomUncertain} (may have been applied; writes only).
 *
 * <p>May import problems and brands. Easy to get wrong: HTTP 200 is no success (the body's code decides), a retry of a
 * write, and sending our token to a host that is not the brand's.
 */
package com.nexar.fulfilment.easyecom;
