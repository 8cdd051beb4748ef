package com.nexar.fulfilment.easyecom;

import com.fasterxml.jackson.databind.JsonNode;
import com.nexar.fulfilment.hostile.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Pages of an EasyEcom that has gone mad: rows of the samples with something wrong in most of them, and one as it should be. */
public final class HostileRows {

    private final List<byte[]> seeds;
    private final String id;
    private final Map<byte[], JsonNode> trees = Mutations.trees();
    private final SplittableRandom random;
    private long next;

    private HostileRows(String id, long seed, long firstId) {
        this.seeds = EasyEcomTargets.rows(id);
        this.id = id;
        this.random = new SplittableRandom(seed);
        this.next = firstId;
    }

    public static HostileRows ofOrders(long seed, long firstId) {
        return new HostileRows("invoice_id", seed, firstId);
    }

    public static HostileRows ofProducts(long seed, long firstId) {
        return new HostileRows("cp_id", seed, firstId);
    }

    /** The last row of the page is right, and has this id. */
    public long lastId() {
        return next - 1;
    }

    public ShipmentPage shipments(int hostile) {
        Rows<UpstreamShipment> rows = Rows.shipments(page(hostile));
        return new ShipmentPage(rows.read(), rows.broken(), null);
    }

    public ProductPage products(int hostile) {
        Rows<UpstreamProduct> rows = Rows.products(page(hostile));
        return new ProductPage(rows.read(), rows.broken(), null);
    }

    private JsonNode page(int hostile) {
        String rows = IntStream.rangeClosed(0, hostile)
                .mapToObj(place -> row(place < hostile))
                .collect(Collectors.joining(",", "[", "]"));
        return Envelope.tree("{\"code\":200,\"data\":" + rows + "}");
    }

    /** With an id of its own, unless that is what is wrong with it. */
    private String row(boolean hostile) {
        while (true) {
            byte[] made = hostile ? Mutations.of(random, seeds, trees) : seeds.getFirst();
            String text = new String(made, StandardCharsets.UTF_8);
            JsonNode read = Envelope.tree(text);
            if (read != null && read.isObject()) {
                String sku = read.path("sku").asText();
                String unique = text.replaceFirst("\"" + id + "\":\\d+", "\"" + id + "\":" + next);
                next++;
                return id.equals("cp_id") && !hostile
                        ? unique.replace("\"sku\":\"" + sku + "\"", "\"sku\":\"GOOD-" + (next - 1) + "\"")
                        : unique;
            }
        }
    }
}
