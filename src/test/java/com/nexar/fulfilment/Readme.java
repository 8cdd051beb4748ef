package com.nexar.fulfilment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** README.md as the tests read it that hold it against the code. */
public final class Readme {

    private Readme() {}

    /** From below this heading to the next one of the same or a higher level. */
    public static String section(String heading) {
        String text = text();
        int start = text.indexOf("\n" + heading + "\n");
        if (start < 0) {
            throw new AssertionError("README.md has no heading " + heading);
        }
        String below = text.substring(start + heading.length() + 2);
        int level = heading.indexOf(' ');
        boolean fenced = false;
        int end = 0;
        for (String line : below.split("(?<=\n)")) {
            if (line.startsWith("```")) {
                fenced = !fenced;
            }
            int hashes = line.indexOf("# ") + 1;
            if (!fenced
                    && hashes > 0
                    && hashes <= level
                    && line.substring(0, hashes).matches("#+")) {
                break;
            }
            end += line.length();
        }
        return below.substring(0, end);
    }

    /** The fenced blocks of this language in a section, one after the other. */
    public static String fenced(String heading, String language) {
        StringBuilder blocks = new StringBuilder();
        boolean inside = false;
        for (String line : section(heading).split("(?<=\n)")) {
            if (inside && line.startsWith("```")) {
                inside = false;
            } else if (inside) {
                blocks.append(line);
            } else if (line.strip().equals("```" + language)) {
                inside = true;
            }
        }
        if (blocks.isEmpty()) {
            throw new AssertionError("README.md has no ```" + language + " block below " + heading);
        }
        return blocks.toString();
    }

    /** The rows of a section's tables without their head, cells without backticks. */
    public static List<List<String>> table(String heading) {
        List<String> rows =
                section(heading).lines().filter(line -> line.startsWith("|")).toList();
        return rows.stream()
                .filter(row -> !row.matches("[|: -]+"))
                .skip(1)
                .map(row -> Arrays.stream(row.substring(1, row.lastIndexOf('|')).split("(?<!\\\\)\\|"))
                        .map(cell -> cell.replace("`", "").strip())
                        .toList())
                .toList();
    }

    /** Second-level headings in their order. */
    public static List<String> headings() {
        return text().lines()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .toList();
    }

    private static String text() {
        try {
            return Files.readString(Path.of("README.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
