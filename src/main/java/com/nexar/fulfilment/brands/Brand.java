package com.nexar.fulfilment.brands;

import java.util.List;

/** A seller with one EasyEcom account. */
public record Brand(String code, EasyEcomAccount easyecom, List<Location> locations, WebhookKeys webhooks) {

    /** One that EasyEcom sends no webhooks to. */
    public Brand(String code, EasyEcomAccount easyecom, List<Location> locations) {
        this(code, easyecom, locations, WebhookKeys.NONE);
    }
}
