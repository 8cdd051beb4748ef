package com.nexar.fulfilment.traces;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** {@code fulfilment.traces.*}: where traces go. */
@ConfigMapping(prefix = "fulfilment.traces")
interface TracesConfig {

    /** Takes OTLP over HTTP, such as {@code http://collector:4318}. Without it nothing is traced and no {@code traceparent} sent. */
    Optional<URI> endpoint();
}
