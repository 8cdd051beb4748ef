package com.nexar.fulfilment.access;

import jakarta.inject.Singleton;
import java.util.Map;

/** How much each client may take: its own limits, else those of all. */
@Singleton
public class CallerLimits {

    private final AccessConfig.Limits all;
    private final Map<String, ClientsConfig.ClientConfig> clients;

    CallerLimits(AccessConfig config, ClientsConfig clients) {
        config.check();
        this.all = config.limits();
        this.clients = clients.clients();
        this.clients.keySet().forEach(this::check);
    }

    /** The share of a brand's EasyEcom calls of a day that the client may ask for; 1 for all. */
    public double easyecomShare(String client) {
        ClientsConfig.ClientConfig own = clients.get(client);
        return own == null ? all.easyecomShare() : own.limits().easyecomShare().orElse(all.easyecomShare());
    }

    int openStreams(String client) {
        ClientsConfig.ClientConfig own = clients.get(client);
        return own == null ? all.openStreams() : own.limits().openStreams().orElse(all.openStreams());
    }

    Bucket bucket(String client, long now) {
        ClientsConfig.ClientConfig own = clients.get(client);
        return own == null
                ? new Bucket(all.requestsPerSecond(), all.burst(), now)
                : new Bucket(
                        own.limits().requestsPerSecond().orElse(all.requestsPerSecond()),
                        own.limits().burst().orElse(all.burst()),
                        now);
    }

    private void check(String client) {
        ClientsConfig.Limits own = clients.get(client).limits();
        boolean sensible = own.requestsPerSecond().orElse(1) >= 1
                && own.burst().orElse(1) >= 1
                && own.openStreams().orElse(1) >= 1
                && own.easyecomShare().orElse(1.0) > 0
                && own.easyecomShare().orElse(1.0) <= 1;
        if (!sensible) {
            throw new IllegalArgumentException(
                    "Configuration fulfilment.clients." + client
                            + ".limits: requests-per-second, burst and open-streams are 1 or more, easyecom-share is above 0 and at most 1");
        }
    }
}
