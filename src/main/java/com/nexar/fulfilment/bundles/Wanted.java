package com.nexar.fulfilment.bundles;

import com.nexar.fulfilment.orders.UpstreamId;
import com.nexar.fulfilment.problems.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What was asked for, understood: for each of the shipments, in this order, these papers in this order. */
@RegisterForReflection
record Wanted(List<Long> shipmentIds, List<PaperType> types) {

    /** A silly order is a problem that names the field. */
    static Wanted of(MakeBundle order) {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < order.shipmentIds().size(); i++) {
            String field = "shipmentIds[" + i + "]";
            long id = UpstreamId.parse(field, order.shipmentIds().get(i));
            mustBeNew(field, id, "shipmentIds", ids);
            ids.add(id);
        }
        return new Wanted(ids, types(order.types()));
    }

    private static List<PaperType> types(List<String> words) {
        if (words == null) {
            return List.of(PaperType.LABEL, PaperType.INVOICE);
        }
        List<PaperType> types = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String field = "types[" + i + "]";
            PaperType type = PaperType.parse(field, words.get(i));
            mustBeNew(field, type, "types", types);
            types.add(type);
        }
        return types;
    }

    private static void mustBeNew(String field, Object value, String list, List<?> before) {
        int first = before.indexOf(value);
        if (first >= 0) {
            throw Problem.invalid(field, "is the same as " + list + "[" + first + "]; name each once");
        }
    }

    int papers() {
        return shipmentIds.size() * types.size();
    }

    /** Equal for the same papers in the same order. */
    String fingerprint() {
        try {
            byte[] text = toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
