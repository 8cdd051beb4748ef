package com.nexar.fulfilment.sandbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Generate manifest: Confirmed becomes Shipped, and only from here on tracking is taken (contract §7, quirk 17). */
final class Manifests {
    private final Account account;
    private final Map<String, String> documents = new HashMap<>();

    Manifests(Account account) {
        this.account = account;
    }

    Answer generate(Call call) {
        Fields fields = call.fields();
        String carrier = fields.text("carrier_id");
        String marketplace = fields.text("marketplace_id");
        List<String> awbs = new ArrayList<>(new LinkedHashSet<>(fields.texts("awb_numbers")));
        if (carrier == null || marketplace == null || awbs.isEmpty()) {
            return Answer.refused("carrier_id, marketplace_id and awb_numbers are required");
        }
        List<Shipment> good = new ArrayList<>();
        List<String> bad = new ArrayList<>();
        List<Shipment> repeated = new ArrayList<>();
        for (String awb : awbs) {
            Optional<Shipment> shipment =
                    account.orders.ofAwb(awb).filter(each -> fits(each, call, carrier, marketplace));
            boolean again = shipment.filter(Shipment::manifested).isPresent();
            if (again) {
                repeated.add(shipment.get());
            }
            if (shipment.isPresent() && ready(shipment.get())
                    || again && account.variants.is(Switch.REPEATS, "take-effect")) {
                good.add(shipment.get());
            } else {
                bad.add(awb);
            }
        }
        Effect effect = repeated.size() == awbs.size() ? Effect.REPEAT : Effect.HAPPENED;
        String numbers = String.join(",", awbs);
        boolean partly = account.variants.is(Switch.MANIFEST_PARTIAL, "all-or-nothing");
        if (!bad.isEmpty() && partly || good.isEmpty() && !account.variants.is(Switch.MANIFEST_PARTIAL, "skip")) {
            Effect refusal = effect == Effect.REPEAT ? Effect.REPEAT : Effect.REFUSED;
            return Answer.refused("Invalid AWB number(s): " + String.join(", ", bad))
                    .as(refusal)
                    .aboutIds(ids(repeated))
                    .withAwb(numbers);
        }
        if (good.isEmpty()) {
            return reply(null, List.of(), bad, Effect.REFUSED).withAwb(numbers);
        }
        String number = number(marketplace, carrier);
        if (account.variants.is(Switch.MANIFEST_REPLY, "async")) {
            long later =
                    account.variants.duration(Switch.MANIFEST_ASYNC_DURATION).toMillis();
            account.agenda.at(account.nowMillis() + later, () -> ship(stillReady(good), number));
        } else {
            ship(good, number);
        }
        return reply(number, good, bad, effect).aboutIds(ids(good)).withAwb(numbers);
    }

    /** A person in EasyEcom's own screens does the same without asking anybody. */
    Answer generate(Shipment shipment) {
        if (!ready(shipment)) {
            return Answer.refused("Invalid AWB number(s): " + shipment.awb).about(shipment);
        }
        ship(
                List.of(shipment),
                number(Integer.toString(shipment.facts.marketplace().id()), Integer.toString(shipment.carrierId)));
        return Answer.happened().about(shipment);
    }

    Answer updateDocument(Call call) {
        String number = call.fields().text("manifest_number");
        String url = call.fields().text("manifest_url");
        if (number == null || url == null || !documents.containsKey(number)) {
            return Answer.refused("Invalid manifest number");
        }
        boolean again = url.equals(documents.put(number, url));
        return again ? Answer.happened().as(Effect.REPEAT) : Answer.happened();
    }

    /** A manifest of long ago, of one shipment. */
    String record(Shipment shipment, long at) {
        String number = IndianTime.manifestStamp(at) + "_"
                + shipment.facts.marketplace().id() + "_" + shipment.carrierId + "_" + account.numbers.manifest();
        documents.put(number, DocumentLinks.manifest(account, number));
        return number;
    }

    boolean knows(String number) {
        return documents.containsKey(number);
    }

    private boolean fits(Shipment shipment, Call call, String carrier, String marketplace) {
        return shipment.location.equals(call.location())
                && Integer.toString(shipment.carrierId).equals(carrier)
                && Integer.toString(shipment.facts.marketplace().id()).equals(marketplace);
    }

    private static boolean ready(Shipment shipment) {
        return shipment.confirmed() && !shipment.held() && !shipment.manifested();
    }

    private static List<Shipment> stillReady(List<Shipment> shipments) {
        return shipments.stream().filter(Manifests::ready).toList();
    }

    /** The whole batch has one timestamp (contract §7). */
    private void ship(List<Shipment> shipments, String number) {
        documents.putIfAbsent(number, DocumentLinks.manifest(account, number));
        for (Shipment shipment : shipments) {
            account.orders.change(shipment, () -> {
                shipment.manifestNumber = number;
                shipment.manifestedAt = account.now();
                shipment.become(Status.SHIPPED, account.now());
                shipment.shippingStatusId = 1;
                shipment.shippingStatus = TrackingStatus.name(1);
                shipment.shippingUpdatedAt = account.now();
            });
            account.webhooks.order(Webhooks.Event.MANIFESTED, shipment);
        }
        if (!shipments.isEmpty()) {
            account.webhooks.batchManifest(number, documents.get(number), shipments);
        }
    }

    private String number(String marketplace, String carrier) {
        return IndianTime.manifestStamp(account.now()) + "_" + marketplace + "_" + carrier + "_"
                + account.numbers.manifest();
    }

    private Answer reply(String number, List<Shipment> good, List<String> bad, Effect effect) {
        if (account.variants.is(Switch.MANIFEST_PARTIAL, "per-awb")) {
            return Answer.successful(
                    effect,
                    out -> new RowWriter(out)
                            .put("manifest_number", number)
                            .put("manifest_url", documents.get(number))
                            .put("shipments", perAwb(good, bad))
                            .end());
        }
        String urlKey = account.variants.is(Switch.MANIFEST_REPLY, "document") ? "manifest_document" : "manifest_url";
        return switch (account.variants.of(Switch.MANIFEST_REPLY)) {
            case "message-only" -> Answer.envelope(200, "Manifest generated successfully", Json.EMPTY_LIST, effect);
            case "async" -> Answer.envelope(200, "Manifest generation is queued", Json.EMPTY_LIST, effect);
            default ->
                Answer.successful(
                        effect,
                        out -> new RowWriter(out)
                                .put("manifest_number", number)
                                .put(urlKey, documents.get(number))
                                .end());
        };
    }

    private static Json.Part perAwb(List<Shipment> good, List<String> bad) {
        return out -> {
            out.writeStartArray();
            for (Shipment shipment : good) {
                new RowWriter(out)
                        .put("awb_number", shipment.awb)
                        .put("status", 200)
                        .put("message", "Successful")
                        .end();
            }
            for (String awb : bad) {
                new RowWriter(out)
                        .put("awb_number", awb)
                        .put("status", 400)
                        .put("message", "Invalid AWB number")
                        .end();
            }
            out.writeEndArray();
        };
    }

    private static List<Long> ids(List<Shipment> shipments) {
        return shipments.stream().map(each -> each.invoiceId).toList();
    }
}
