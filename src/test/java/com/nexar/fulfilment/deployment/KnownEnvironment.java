package com.nexar.fulfilment.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nexar.fulfilment.Readme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The names of environment variables that a running facade reads: those of README.md's knobs, and those of Quarkus' own settings. */
final class KnownEnvironment {

    /** Each of Quarkus' extensions lists its settings there. */
    private static final String MODEL = "META-INF/quarkus-config-doc/quarkus-config-model.json";

    private static final Set<String> OF_QUARKUS = ofQuarkus();
    private static final List<Pattern> OF_OURS = Readme.table("## Knobs").stream()
            .map(row -> Pattern.compile(row.getFirst()
                    .toUpperCase(Locale.ROOT)
                    .replaceAll("[^A-Z0-9<>]", "_")
                    .replaceAll("<[A-Z]+>", "[A-Z0-9_]+")))
            .toList();

    private KnownEnvironment() {}

    static boolean reads(String name) {
        return OF_QUARKUS.contains(name)
                || OF_OURS.stream().anyMatch(knob -> knob.matcher(name).matches());
    }

    private static Set<String> ofQuarkus() {
        Set<String> names = new HashSet<>();
        try {
            for (URL model :
                    Collections.list(KnownEnvironment.class.getClassLoader().getResources(MODEL))) {
                try (InputStream json = model.openStream()) {
                    collect(new ObjectMapper().readTree(json), names);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    /** What is fixed when the facade is built, nobody reads when it runs. */
    private static void collect(JsonNode node, Set<String> names) {
        if (node.path("phase").asText().equals("RUN_TIME")) {
            names.add(node.at("/path/environmentVariable").asText());
        }
        node.forEach(each -> collect(each, names));
    }
}
