package com.nexar.fulfilment.logs;

import io.quarkiverse.loggingjson.JsonGenerator;
import io.quarkiverse.loggingjson.JsonProvider;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/** {@code message} and {@code stackTrace}, instead of the extension's own (application.properties): without what is masked. */
@Singleton
@Unremovable // nobody injects it
class MaskedFields implements JsonProvider {

    private static final Pattern SECRET =
            Pattern.compile(".*\\.(api-key|password|webhook-token)|fulfilment\\.secrets\\.key");

    static final ExtFormatter WORDS = new ExtFormatter() {
        @Override
        public String format(ExtLogRecord event) {
            return formatMessage(event);
        }
    };

    private final Masking masking;

    MaskedFields(Config config) {
        this.masking = new Masking(secrets(config));
    }

    @Override
    public void writeTo(JsonGenerator json, ExtLogRecord event) throws IOException {
        json.writeStringField("message", OneLine.withinJson(masking.of(WORDS.format(event))));
        if (event.getThrown() != null) {
            StringWriter trace = new StringWriter();
            event.getThrown().printStackTrace(new PrintWriter(trace));
            json.writeStringField("stackTrace", OneLine.withinJson(masking.of(trace.toString())));
        }
    }

    private static List<String> secrets(Config config) {
        List<String> secrets = new ArrayList<>();
        for (String name : config.getPropertyNames()) {
            if (SECRET.matcher(name).matches()) {
                config.getOptionalValue(name, String.class).ifPresent(secrets::add);
            }
        }
        return secrets;
    }
}
