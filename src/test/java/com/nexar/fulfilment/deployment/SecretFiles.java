package com.nexar.fulfilment.deployment;

import com.nexar.fulfilment.Readme;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The two files of secrets that the README has people make for a brand, with something in place of each "…". */
public final class SecretFiles {

    private static final String HEADING = "### Secrets";
    private static final String OWNER = "# owner.properties\n";

    private SecretFiles() {}

    /** What the running pods are given. @param value what to say for a key */
    public static Map<String, String> ofTheFacade(String brand, UnaryOperator<String> value) {
        return filled(blocks()[0].replace("acme", brand), value);
    }

    /** What the migration alone is given. */
    public static Map<String, String> ofTheOwner(UnaryOperator<String> value) {
        return filled(blocks()[1], value);
    }

    private static String[] blocks() {
        String[] blocks = Readme.fenced(HEADING, "properties").split(OWNER);
        if (blocks.length != 2) {
            throw new AssertionError("README.md, " + HEADING + ": one file of the owner, and one before it");
        }
        return blocks;
    }

    private static Map<String, String> filled(String block, UnaryOperator<String> value) {
        Map<String, String> filled = new LinkedHashMap<>();
        block.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            String[] parts = line.split("=", 2);
            filled.put(parts[0], parts[1].equals("…") ? value.apply(parts[0]) : parts[1]);
        });
        return filled;
    }
}
