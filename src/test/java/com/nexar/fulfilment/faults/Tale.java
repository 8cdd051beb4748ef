package com.nexar.fulfilment.faults;

import com.nexar.fulfilment.faults.checks.Story;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A run told for people: one line when it went well; else the seed, what was broken, and the whole life of the shipments concerned. */
final class Tale {

    static final Path FOLDER = Path.of("target", "faults");
    private static final int SHIPMENTS = 3;

    private Tale() {}

    static String line(SeededRun.Result result) {
        Story story = result.story();
        Map<String, Long> words = new TreeMap<>(story.heard().stream()
                .flatMap(each -> each.words().values().stream())
                .collect(Collectors.groupingBy(Enum::name, Collectors.counting())));
        return "seed %d %s: %s in %d s (settled in %d s): %d shipments, %d commands, %d answers %s, %d operations, %d requests left"
                .formatted(
                        result.plan().seed(),
                        result.plan().real() ? "real" : "scaled",
                        result.passed()
                                ? "passed"
                                : "FAILED with " + result.violations().size() + " violations",
                        result.took().toSeconds(),
                        result.settled().toSeconds(),
                        story.truth().size(),
                        story.commands().size(),
                        story.heard().size(),
                        words,
                        story.operations().size(),
                        story.departures().size());
    }

    static String whole(SeededRun.Result result) {
        List<String> lines = new ArrayList<>(List.of(line(result), result.plan().toString(), ""));
        result.violations().forEach(each -> lines.add(each.toString()));
        lines.add("");
        lines.addAll(result.troubles());
        result.violations().stream()
                .flatMap(each -> List.of(each.subject().split(",")).stream())
                .filter(each -> each.matches("\\d+"))
                .distinct()
                .limit(SHIPMENTS)
                .forEach(each -> lines.addAll(life(result.story(), Long.parseLong(each))));
        lines.add("");
        lines.add("again: ./mvnw verify -Pfaults -Dit.test=SeededFaultsIT -Dseed="
                + result.plan().seed());
        return String.join("\n", lines);
    }

    static void write(SeededRun.Result result) {
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve("seed-" + result.plan().seed() + ".txt"), whole(result) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> life(Story story, long shipment) {
        List<String> lines = new ArrayList<>(List.of("", "== " + shipment));
        story.truth().stream()
                .filter(each -> each.invoiceId() == shipment)
                .forEach(each -> lines.add("EasyEcom: " + each));
        story.ours().stream().filter(each -> each.shipmentId() == shipment).forEach(each -> lines.add("ours: " + each));
        lines.add("-- people");
        story.acts().stream().filter(each -> each.shipment() == shipment).forEach(each -> lines.add(each.toString()));
        lines.add("-- EasyEcom's ledger");
        String awbs = shipment + "A";
        story.ledger().stream()
                .filter(each -> each.invoiceIds().contains(shipment)
                        || each.awbs().stream().anyMatch(awb -> awb.contains(awbs))
                        || each.request() != null && each.request().contains("invoice_id=" + shipment))
                .forEach(each -> lines.add(each.toString()));
        lines.add("-- our history");
        story.moves().stream()
                .filter(each -> each.shipmentId() == shipment)
                .forEach(each -> lines.add(each.toString()));
        lines.add("-- our operations");
        story.operations().stream()
                .filter(each -> each.results().containsKey(shipment))
                .forEach(each -> lines.add(each.toString()));
        lines.add("-- what callers heard");
        story.heard().stream()
                .filter(each -> each.words().containsKey(shipment))
                .forEach(each -> lines.add("%s %s→%s pod %d %s %s %s"
                        .formatted(
                                each.command(),
                                each.asked(),
                                each.answered(),
                                each.pod(),
                                each.words().get(shipment),
                                each.operationId(),
                                each.text())));
        return lines;
    }
}
