package com.nexar.fulfilment.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** GET /orders/documents, and the bucket in which the papers lie (contract §6, quirk 16). */
final class Documents {
    private final Account account;
    private final Manifests manifests;

    Documents(Account account, Manifests manifests) {
        this.account = account;
        this.manifests = manifests;
    }

    Answer links(Call call) {
        Optional<Shipment> found = call.id("invoice_id").isPresent()
                ? account.orders.find(call.id("invoice_id").getAsLong())
                : call.id("order_id").stream()
                        .boxed()
                        .flatMap(id -> account.orders.ofOrder(id).stream())
                        .findFirst();
        Optional<Shipment> here = found.filter(each -> each.location.equals(call.location()));
        if (here.isEmpty()) {
            return Answer.refused("Unable to find the invoice_id").as(Effect.READ);
        }
        Shipment shipment = here.get();
        Json.Part links = DocumentLinks.of(account, shipment);
        if (links == null && account.variants.is(Switch.DOCUMENTS_NOT_READY, "code-400")) {
            return Answer.refused("No Data Found").as(Effect.READ).about(shipment);
        }
        Json.Part documents = links == null ? out -> out.writeNull() : links;
        Json.Part wrapped =
                out -> new RowWriter(out).put("documents", documents).end();
        Json.Part data = switch (account.variants.of(Switch.DOCUMENTS_SHAPE)) {
            case "data" -> documents;
            case "data-list" ->
                out -> {
                    out.writeStartArray();
                    wrapped.write(out);
                    out.writeEndArray();
                };
            default -> wrapped;
        };
        return Answer.successful(Effect.READ, data).about(shipment);
    }

    /** A file of the bucket: {@code Invoice/10/9021000141001.pdf}, {@code Labels/…} or {@code manifests/<number>.pdf}. */
    Answer file(String path) {
        String[] parts = path.split("/");
        String name = parts[parts.length - 1].replaceFirst("\\.pdf$", "");
        if (parts.length == 2 && parts[0].equals("manifests") && manifests.knows(name)) {
            return pdf(List.of("MANIFEST", name, account.company));
        }
        boolean paper = parts.length == 3 && (parts[0].equals("Invoice") || parts[0].equals("Labels"));
        return paper ? paper(parts[0], name).orElseGet(Documents::missing) : missing();
    }

    private Optional<Answer> paper(String kind, String name) {
        for (Location location : account.locations) {
            String warehouse = Integer.toString(location.warehouseId());
            if (!name.endsWith(warehouse)) {
                continue;
            }
            var invoiceId = Fields.asNumber(name.substring(0, name.length() - warehouse.length()));
            if (invoiceId.isPresent()) {
                return account.orders
                        .find(invoiceId.getAsLong())
                        .filter(each -> each.documented)
                        .map(each -> pdf(lines(kind, each)).about(each));
            }
        }
        return Optional.empty();
    }

    private static List<String> lines(String kind, Shipment shipment) {
        List<String> lines = new ArrayList<>();
        lines.add(kind.equals("Invoice") ? "TAX INVOICE" : "SHIPPING LABEL");
        lines.add("Invoice id " + shipment.invoiceId);
        lines.add("Order " + shipment.facts.reference());
        lines.add("Invoice no. " + shipment.invoiceNumber);
        lines.add("AWB " + shipment.awb);
        lines.add("Courier " + shipment.aggregator);
        shipment.lines.forEach(
                each -> lines.add(each.quantity() + " x " + each.product().sku()));
        return lines;
    }

    private Answer pdf(List<String> lines) {
        byte[] page = Papers.page(lines, account.variants.number(Switch.DOCUMENT_PADDING));
        return Answer.of(200, "application/pdf", page, Effect.READ).because(lines.getFirst());
    }

    private static Answer missing() {
        return Answer.text(404, "<Error><Code>NoSuchKey</Code></Error>", Effect.READ);
    }
}
