package com.nexar.fulfilment.connection;

import com.nexar.fulfilment.access.Here;
import com.nexar.fulfilment.access.Late;
import com.nexar.fulfilment.access.Rate;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.EasyEcomConnection;
import com.nexar.fulfilment.easyecom.Quota;
import io.quarkus.runtime.BlockingOperationControl;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells on every answer what is left of the key's requests, and below a location of the day's EasyEcom calls, as the draft "RateLimit
 * header fields for HTTP" writes it. The calls are not there where they are not counted, and where it is not known.
 */
@Provider
class RateLimitHeaders implements ContainerResponseFilter {

    private static final int DAY_SECONDS = 86_400;

    /** Filters are made before the configuration is read. */
    private final Late<EasyEcomConnection> easyecom;

    private final Here here;

    RateLimitHeaders(Instance<EasyEcomConnection> easyecom, Here here) {
        this.easyecom = Late.of(easyecom);
        this.here = here;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        List<String> policies = new ArrayList<>();
        List<String> left = new ArrayList<>();
        here.place().ifPresent(location -> day(location, policies, left));
        here.rate().ifPresent(rate -> key(rate, policies, left));
        if (!policies.isEmpty()) {
            response.getHeaders().putSingle("RateLimit-Policy", String.join(", ", policies));
            response.getHeaders().putSingle("RateLimit", String.join(", ", left));
        }
    }

    private void day(Location location, List<String> policies, List<String> left) {
        Quota quota = BlockingOperationControl.isBlockingAllowed()
                ? easyecom.get().quota(location)
                : easyecom.get().quotaAtHand(location);
        if (quota.leftToday() != null) {
            policies.add("\"easyecom\";q=" + quota.perDay() + ";w=" + DAY_SECONDS);
            left.add("\"easyecom\";r=" + quota.leftToday() + ";t="
                    + quota.resetsIn().toSeconds());
        }
    }

    private static void key(Rate rate, List<String> policies, List<String> left) {
        policies.add("\"key\";q=" + rate.burst() + ";w=" + seconds(rate.refill()));
        left.add("\"key\";r=" + rate.left() + ";t=" + seconds(rate.full()));
    }

    /** Rounded up: who waits for so long has waited long enough. */
    private static long seconds(Duration duration) {
        return Math.max(1, duration.plusSeconds(1).minusNanos(1).toSeconds());
    }
}
