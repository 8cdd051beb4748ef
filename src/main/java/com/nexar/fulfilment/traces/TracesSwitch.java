package com.nexar.fulfilment.traces;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;

/** Lets one setting decide: without an endpoint OpenTelemetry is off. */
public final class TracesSwitch implements ConfigSourceInterceptor {

    private static final long serialVersionUID = 1;

    private static final String ENDPOINT = "fulfilment.traces.endpoint";
    private static final String DISABLED = "quarkus.otel.sdk.disabled";

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue value = context.proceed(name);
        if (!DISABLED.equals(name) || value == null) {
            return value;
        }
        ConfigValue endpoint = context.proceed(ENDPOINT);
        boolean set = endpoint != null
                && endpoint.getValue() != null
                && !endpoint.getValue().isBlank();
        return value.withValue(Boolean.toString(!set));
    }
}
