package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.access.CallerLimits;
import com.nexar.fulfilment.access.Here;
import com.nexar.fulfilment.brands.Location;
import io.quarkus.arc.Arc;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What clients have asked EasyEcom for in this pod and what is not written down yet. A command counts when it is accepted, by what its
 * kind takes as a rule, because it is sent by whichever pod has it in hand; a read counts when its request makes it.
 */
@Singleton
public class AskedCalls {

    record By(String brand, String client) {}

    private final Map<By, Integer> unwritten = new ConcurrentHashMap<>();
    private final CallerLimits limits;
    private final Here here;

    AskedCalls(CallerLimits limits, Here here) {
        this.limits = limits;
        this.here = here;
    }

    public void count(Location location, String client, int calls) {
        if (limits.easyecomShare(client) < 1) {
            unwritten.merge(new By(location.brand(), client), calls, Integer::sum);
        }
    }

    /** One call, if it is made for the request that this thread works on. */
    void inRequest(Location location) {
        if (Arc.container().requestContext().isActive() && here.caller() != null) {
            count(location, here.caller().name(), 1);
        }
    }

    int unwritten(By by) {
        return unwritten.getOrDefault(by, 0);
    }

    /** What has come together since the last time; whoever takes it has to write it down. */
    int take(By by) {
        Integer taken = unwritten.remove(by);
        return taken == null ? 0 : taken;
    }

    /** Gives back what could not be written down. */
    void giveBack(By by, int calls) {
        if (calls > 0) {
            unwritten.merge(by, calls, Integer::sum);
        }
    }

    Iterable<By> clients() {
        return unwritten.keySet();
    }
}
