package com.nexar.fulfilment.sandbox;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Where things are, one line each, once dev mode is up. */
@Singleton
@IfBuildProfile("dev")
class DevGreeting {
    private static final Logger LOG = Logger.getLogger("com.nexar.fulfilment");
    private static final int LAST = 10_000;

    private final int port;
    private final String sandbox;

    DevGreeting(
            @ConfigProperty(name = "quarkus.http.port") int port,
            @ConfigProperty(name = "fulfilment.brands.acme.easyecom.url") String sandbox) {
        this.port = port;
        this.sandbox = sandbox;
    }

    void onStart(@Observes @Priority(LAST) StartupEvent event) {
        LOG.infof("API UI      http://localhost:%d/q/swagger-ui", port);
        LOG.infof("Sandbox     %s/sandbox", sandbox);
        LOG.info("Key to try  dev-key   (Authorization: Bearer dev-key)");
    }
}
