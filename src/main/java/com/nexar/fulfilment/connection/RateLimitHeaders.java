package com.nexar.fulfilment.connection;

import com.nexar.fulfilment.access.Here;
import com.nexar.fulfilment.easyecom.EasyEcomConnection;
import com.nexar.fulfilment.easyecom.Quota;
import io.quarkus.runtime.BlockingOperationControl;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Tells on every answer below a location what is left of the day's EasyEcom calls, as the draft "RateLimit header fields for
 * HTTP" writes it. Not there where calls are not counted, and where it is not known.
 */
@Provider
class RateLimitHeaders implements ContainerResponseFilter {

    private static final int DAY_SECONDS = 86_400;

    /** Filters are made before the configuration is read. */
    private final Instance<EasyEcomConnection> easyecom;

    private final Here here;

    RateLimitHeaders(Instance<EasyEcomConnection> easyecom, Here here) {
        this.easyecom = easyecom;
        this.here = here;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        here.place().ifPresent(location -> {
            Quota quota = BlockingOperationControl.isBlockingAllowed()
                    ? easyecom.get().quota(location)
                    : easyecom.get().quotaAtHand(location);
            if (quota.leftToday() == null) {
                return;
            }
            var headers = response.getHeaders();
            headers.putSingle("RateLimit-Policy", "\"easyecom\";q=" + quota.perDay() + ";w=" + DAY_SECONDS);
            headers.putSingle(
                    "RateLimit",
                    "\"easyecom\";r=" + quota.leftToday() + ";t="
                            + quota.resetsIn().toSeconds());
        });
    }
}
