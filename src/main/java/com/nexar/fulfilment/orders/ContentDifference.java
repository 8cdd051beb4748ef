package com.nexar.fulfilment.orders;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is different in a shipment's content between two moments, without personal data. All of it is null where the content of
 * before is not known here; of the ship-to the version alone may tell.
 */
@RegisterForReflection
@Schema(name = "ContentDifference", description = "From the content of the version given to the content of now")
public record ContentDifference(
        @Schema(
                nullable = true,
                description = "Lines that are not as they were; null where that version was never seen here")
        List<Line> lines,

        @Schema(nullable = true, description = "Null where the payment is as it was, or not known")
        PaymentChange payment,

        @Schema(nullable = true, description = "Name, phone or address; what they are now the shipment says")
        Boolean shipToChanged) {

    /** One line. */
    @RegisterForReflection
    @Schema(name = "LineDifference")
    public record Line(
            @Schema(required = true, examples = "80310001") String lineId,

            @Schema(nullable = true, description = "Null where the line is new")
            Figures before,

            @Schema(nullable = true, description = "Null where the line is gone")
            Figures after) {}

    /** What a line asks for. */
    @RegisterForReflection
    @Schema(name = "LineFigures")
    public record Figures(
            @Schema(required = true, examples = "DEMO-TEE-BLK-M")
            String sku,

            @Schema(required = true, examples = "2", description = "Cancelled pieces included")
            int quantity,

            @Schema(required = true, examples = "0") int cancelledQuantity) {}

    @RegisterForReflection
    @Schema(name = "PaymentDifference")
    public record PaymentChange(
            @Schema(required = true) ShipmentView.Payment before,
            @Schema(required = true) ShipmentView.Payment after) {}

    static ContentDifference between(ContentSeen before, ContentSeen after) {
        return new ContentDifference(
                lines(before, after),
                before.samePayment(after) ? null : new PaymentChange(before.payment(), after.payment()),
                Content.shipToChanged(before.version(), after.version()));
    }

    /** From a version that was never seen here, or of which no more than that is known. */
    static ContentDifference unknown(String before, String after) {
        return new ContentDifference(null, null, Content.shipToChanged(before, after));
    }

    /** For people: one sentence per change, those of the lines that are still there first. */
    public List<String> inWords() {
        List<String> words = new ArrayList<>();
        if (lines == null) {
            words.add("the version given was never seen here");
        } else {
            lines.forEach(line -> words.addAll(inWords(line)));
        }
        if (payment != null) {
            words.add("payment changed");
        }
        if (Boolean.TRUE.equals(shipToChanged)) {
            words.add("ship-to changed");
        }
        return words;
    }

    private static List<Line> lines(ContentSeen before, ContentSeen after) {
        Map<String, ContentSeen.Line> old = new LinkedHashMap<>();
        before.lines().forEach(line -> old.putIfAbsent(line.lineId(), line));
        List<Line> changes = new ArrayList<>();
        for (ContentSeen.Line line : after.lines()) {
            ContentSeen.Line was = old.remove(line.lineId());
            if (!line.equals(was)) {
                changes.add(new Line(line.lineId(), figures(was), figures(line)));
            }
        }
        old.values().forEach(gone -> changes.add(new Line(gone.lineId(), figures(gone), null)));
        return changes;
    }

    private static Figures figures(ContentSeen.Line line) {
        return line == null ? null : new Figures(line.sku(), line.quantity(), line.cancelledQuantity());
    }

    private static List<String> inWords(Line line) {
        String id = "line " + line.lineId();
        if (line.before() == null) {
            return List.of(id + " (" + line.after().sku() + ") is new, quantity "
                    + line.after().quantity());
        }
        if (line.after() == null) {
            return List.of(id + " (" + line.before().sku() + ") is gone");
        }
        List<String> words = new ArrayList<>();
        Figures was = line.before();
        Figures now = line.after();
        if (!was.sku().equals(now.sku())) {
            words.add(id + ": SKU " + was.sku() + " became " + now.sku());
        }
        if (was.quantity() != now.quantity()) {
            words.add(id + " (" + now.sku() + "): quantity " + was.quantity() + " became " + now.quantity());
        }
        if (was.cancelledQuantity() != now.cancelledQuantity()) {
            words.add(id + " (" + now.sku() + "): cancelled quantity " + was.cancelledQuantity() + " became "
                    + now.cancelledQuantity());
        }
        return words;
    }
}
