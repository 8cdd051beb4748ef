package com.nexar.fulfilment.brands;

import java.net.URI;

/** A brand's account at EasyEcom. Holds secrets, so it prints none of them. */
public record EasyEcomAccount(URI url, String apiKey, String email, String password, Tier tier) {
    @Override
    public String toString() {
        return "EasyEcomAccount[" + url + ", " + tier + "]";
    }
}
