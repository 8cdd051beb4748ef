package com.nexar.fulfilment.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The product master (contract §2): no code, no message, {@code nextUrl} at the top. */
final class ProductShelf {
    private static final String PATH = "/Products/GetProductMaster";
    private static final int USUAL_PAGE = 50;

    /** One row: a product, and with includeLocations=1 the location it is repeated for. */
    private record Slot(Product product, Location location) {}

    private final Account account;
    private final List<Product> products;

    ProductShelf(Account account, List<Product> products) {
        this.account = account;
        this.products = new ArrayList<>(products);
    }

    Answer page(Call call) {
        int most = account.variants.number(Switch.PRODUCTS_MAX_LIMIT);
        long limit = call.id("limit").orElse(Math.min(USUAL_PAGE, most));
        if (limit > most) {
            return Answer.error(400, "Limit cannot be greater than " + most, Effect.READ);
        }
        OptionalInt from = start(call);
        if (from.isEmpty()) {
            return Answer.refused("Invalid cursor").as(Effect.READ);
        }
        List<Slot> slots = slots(call);
        int first = from.getAsInt();
        if (first >= slots.size()) {
            return Answer.json(
                    200, out -> new RowWriter(out).put("data", "No Data Found").end(), Effect.READ);
        }
        int next = (int) Math.min(slots.size(), first + Math.max(1, limit));
        return Answer.json(
                200,
                out -> {
                    RowWriter body = new RowWriter(out);
                    body.put("data", rows(slots.subList(first, next), "1".equals(call.param("custom_fields"))));
                    body.put("nextUrl", nextUrl(call, next, slots.size()));
                    body.end();
                },
                Effect.READ);
    }

    Answer count() {
        int count = products.size();
        return Answer.successful(
                Effect.READ, out -> new RowWriter(out).put("count", count).end());
    }

    Product ofSku(String sku) {
        return products.stream()
                .filter(each -> each.sku().equals(sku))
                .findFirst()
                .orElseGet(() -> unlisted(sku));
    }

    /** Adds a product or changes the one with this SKU; either way it was updated now. */
    Product change(JsonNode wish) {
        Product old = ofSku(wish.path("sku").asText());
        Product changed = new Product(
                old.number(),
                old.sku(),
                wish.path("name").asText(old.name()),
                wish.path("type").asText(old.type()),
                wish.has("ean") ? wish.path("ean").asText(null) : old.ean(),
                wish.hasNonNull("taxRate") ? Double.valueOf(wish.path("taxRate").asDouble()) : old.taxRate(),
                wish.path("mrp").asInt(old.mrp()),
                wish.path("weight").asInt(old.weightGrams()),
                account.clock.seconds(),
                old.parts());
        products.set(products.indexOf(old), changed);
        return changed;
    }

    Product number(long any) {
        return products.get((int) Math.floorMod(any, (long) products.size()));
    }

    private Product unlisted(String sku) {
        Product product = new Product(
                products.size() + 1,
                sku,
                "Demo " + sku,
                "normal_product",
                null,
                0.18,
                599,
                180,
                account.clock.seconds(),
                List.of());
        products.add(product);
        return product;
    }

    private List<Slot> slots(Call call) {
        OptionalLong after = call.time("updated_after");
        String sku = call.param("sku");
        boolean perLocation = "1".equals(call.param("includeLocations"));
        List<Slot> slots = new ArrayList<>();
        for (Product product : products) {
            if (after.isPresent() && product.updatedAt() < after.getAsLong()
                    || sku != null && !sku.equals(product.sku())) {
                continue;
            }
            if (!perLocation) {
                slots.add(new Slot(product, null));
                continue;
            }
            account.locations.forEach(each -> slots.add(new Slot(product, each)));
        }
        return slots;
    }

    private Json.Part rows(List<Slot> slots, boolean customFields) {
        return out -> {
            out.writeStartArray();
            for (Slot slot : slots) {
                ProductRows.row(account, slot.product(), slot.location(), customFields)
                        .write(out);
            }
            out.writeEndArray();
        };
    }

    private static OptionalInt start(Call call) {
        String cursor = call.param("cursor");
        if (cursor == null) {
            return OptionalInt.of((int) call.id("offset").orElse(0));
        }
        try {
            String text = new String(Base64.getDecoder().decode(cursor), StandardCharsets.ISO_8859_1);
            return text.startsWith("products:")
                    ? OptionalInt.of(Integer.parseInt(text.substring(9).trim()))
                    : OptionalInt.empty();
        } catch (IllegalArgumentException garbled) {
            return OptionalInt.empty();
        }
    }

    /** The filters travel beside the cursor, as the vendor's own "next URL" sample does. */
    private String nextUrl(Call call, int next, int size) {
        boolean more = next < size || next == size && account.variants.is(Switch.EXTRA_LAST_PAGE, "on") && size > 0;
        if (!more) {
            return null;
        }
        int from = account.variants.is(Switch.PRODUCTS_REPEAT_ACROSS_PAGES, "on") && next < size && next > 1
                ? next - 1
                : next;
        StringBuilder url = new StringBuilder(account.nextUrlBase()).append(PATH);
        url.append("?cursor=").append(Cursor.encoded("products:" + from));
        for (String name : List.of("limit", "custom_fields", "includeLocations", "updated_after", "sku")) {
            String value = call.param(name);
            if (value != null) {
                url.append('&').append(name).append('=').append(Cursor.urlEncoded(value));
            }
        }
        return url.toString();
    }
}
