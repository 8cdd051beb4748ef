/**
 * EasyEcom's webhooks: taken and stored at once, then a reason to read EasyEcom sooner. They are never the truth themselves.
 *
 * <p>Door: {@link com.nexar.fulfilment.inbound.Webhooks} (how they stand, for people). Whoever wants to hear that they fell silent or
 * work again observes {@link com.nexar.fulfilment.inbound.WebhooksStateChanged}. May import problems, stopping, brands, access, changes, sync, easyecom
 * and orders. Easy to get wrong: nothing in the request may wait for EasyEcom, and every answer but 2xx counts towards EasyEcom's
 * giving the webhook up, so what cannot be understood is set aside and thanked for.
 */
package com.nexar.fulfilment.inbound;
