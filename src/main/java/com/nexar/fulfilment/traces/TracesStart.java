package com.nexar.fulfilment.traces;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import org.jboss.logging.Logger;

/** Says where traces go, if anywhere; stops the start where that makes no sense. */
@Singleton
class TracesStart {

    private static final Logger LOG = Logger.getLogger(TracesStart.class);

    void say(@Observes StartupEvent event, TracesConfig config) {
        config.endpoint().ifPresent(TracesStart::say);
        Outgoing.begins(config.endpoint().isPresent());
    }

    private static void say(URI endpoint) {
        if (endpoint.getHost() == null || !String.valueOf(endpoint.getScheme()).matches("https?")) {
            throw new IllegalArgumentException(
                    "Configuration fulfilment.traces.endpoint: must be an http or https URL");
        }
        LOG.infof("Traces go to %s", endpoint.getHost());
    }
}
