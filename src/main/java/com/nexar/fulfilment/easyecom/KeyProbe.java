package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.brands.Brand;
import com.nexar.fulfilment.brands.Location;
import java.util.Map;

/** Asks the gateway about an x-api-key with a token that is none: it looks at the key first, so no login is needed. */
final class KeyProbe {

    private static final String NO_TOKEN = "none";

    private final Exchange exchange;
    private final Call call;

    KeyProbe(Exchange exchange, EasyEcomConfig config) {
        this.exchange = exchange;
        this.call = Call.read(
                "api-key",
                Call.Endpoints.LISTS,
                Lane.ORDERS,
                null,
                config.paths().allOrders(),
                Map.of("limit", "1"));
    }

    Call call() {
        return call;
    }

    /** @throws EasyEcomUnavailable it could not be asked */
    KeyVerdict ask(Brand brand, Location location) {
        try {
            exchange.ask(brand, location, call, NO_TOKEN);
            return KeyVerdict.NOT_SAID;
        } catch (Exchange.TokenRefused e) {
            return KeyVerdict.ofRefusedToken(e.getMessage());
        } catch (EasyEcomUnavailable e) {
            if (e.about() == EasyEcomUnavailable.About.API_KEY) {
                return KeyVerdict.REFUSED;
            }
            throw e;
        }
    }
}
