package com.nexar.fulfilment.sandbox;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** GET /orders/V2/getAllOrders (contract §3.1). */
final class OrderList {
    static final String PATH = "/orders/V2/getAllOrders";
    private static final int USUAL_PAGE = 50;

    private final Account account;

    OrderList(Account account) {
        this.account = account;
    }

    /** @param more whether there are rows after the last one given */
    private record Page(List<Shipment> rows, boolean more) {}

    Answer page(Call call) {
        int most = account.variants.number(Switch.ORDERS_MAX_LIMIT);
        OptionalLong asked = call.id("limit");
        if (asked.isPresent() && asked.getAsLong() > most) {
            return Answer.error(400, "Limit cannot be greater than " + most, Effect.READ);
        }
        int limit = (int) Math.max(1, asked.orElse(USUAL_PAGE));
        if (call.param("cursor") != null) {
            return Cursor.of(call.param("cursor"))
                    .map(cursor -> next(call, cursor, asked.isPresent() ? limit : cursor.limit()))
                    .orElseGet(() -> Answer.refused("Invalid cursor").as(Effect.READ));
        }
        Optional<List<Shipment>> pointed = pointed(call);
        OrderWindow window = window(call, pointed.isPresent());
        if (window.tooWide() && pointed.isEmpty() && capped(window)) {
            return Answer.refused("Date range greater than 7 days not allowed").as(Effect.READ);
        }
        if (pointed.isPresent()) {
            List<Shipment> rows = pointed.get().stream()
                    .filter(each -> each.location.equals(call.location()) && wanted(window, each))
                    .toList();
            return answer(call, rows, null, history(call));
        }
        return give(call, window, window.before(), limit, history(call));
    }

    private Answer next(Call call, Cursor cursor, int limit) {
        return cursor.end() ? noDataFound() : give(call, cursor.window(), cursor.after(), limit, cursor.history());
    }

    private Answer give(Call call, OrderWindow window, RowKey after, int limit, boolean history) {
        Page page = page(call.location(), window, after, limit);
        return answer(call, page.rows(), nextUrl(window, page, limit, history), history);
    }

    /** Two sources name the parameter for the list; whether every tenant honours it nobody knows. */
    private boolean history(Call call) {
        return "1".equals(call.param("include_ee_history")) && account.variants.is(Switch.ORDERS_HISTORY, "on-request");
    }

    private Page page(Location location, OrderWindow window, RowKey after, int limit) {
        List<Shipment> rows = new ArrayList<>(limit);
        Iterator<Shipment> all = account.orders.after(location, window.sort(), after);
        while (all.hasNext()) {
            Shipment shipment = all.next();
            if (!window.reaches(shipment)) {
                break;
            }
            if (shipment.gone || !wanted(window, shipment)) {
                continue;
            }
            if (rows.size() == limit) {
                return new Page(rows, true);
            }
            rows.add(shipment);
        }
        return new Page(rows, false);
    }

    private String nextUrl(OrderWindow window, Page page, int limit, boolean history) {
        boolean extra = account.variants.is(Switch.EXTRA_LAST_PAGE, "on");
        if (page.rows().isEmpty() || !page.more() && !extra) {
            return null;
        }
        boolean repeat = account.variants.is(Switch.ORDERS_REPEAT_ACROSS_PAGES, "on")
                && page.more()
                && page.rows().size() > 1;
        Shipment last = page.rows().get(page.rows().size() - (repeat ? 2 : 1));
        Cursor cursor = new Cursor(window, window.sort().keyOf(last), limit, !page.more(), history);
        return account.nextUrlBase() + PATH + "?cursor=" + cursor.encoded();
    }

    /** The rows a point filter names, if there is one. */
    private Optional<List<Shipment>> pointed(Call call) {
        if (call.param("invoice_id") != null) {
            return Optional.of(call.id("invoice_id").stream()
                    .boxed()
                    .flatMap(id -> account.orders.find(id).stream())
                    .toList());
        }
        if (call.param("order_id") != null) {
            return Optional.of(call.id("order_id").stream()
                    .boxed()
                    .flatMap(id -> account.orders.ofOrder(id).stream())
                    .toList());
        }
        return Optional.ofNullable(call.param("reference_code")).map(account.orders::ofReference);
    }

    /** Unknown parameters are ignored without a word; without any window only the last day is given (quirk 8). */
    private OrderWindow window(Call call, boolean pointed) {
        long now = account.now();
        boolean updated = call.time("updated_after").isPresent()
                || call.time("updated_before").isPresent();
        boolean imported = call.time("start_date").isPresent()
                || call.time("end_date").isPresent()
                || call.time("created_after").isPresent();
        OptionalLong from = updated ? call.time("updated_after") : call.time("start_date");
        if (!updated && from.isEmpty()) {
            from = call.time("created_after");
        }
        OptionalLong to = updated ? call.time("updated_before") : call.time("end_date");
        long end = to.orElse(pointed ? Long.MAX_VALUE : now);
        long slice = updated || imported ? OrderWindow.CAP : IndianTime.DAY;
        return new OrderWindow(
                imported && !updated ? OrderWindow.Sort.IMPORTED : OrderWindow.Sort.UPDATED,
                from.orElse(pointed ? 0 : end - slice),
                end,
                statusIds(call),
                call.param("marketplaceId") == null ? "" : call.param("marketplaceId"));
    }

    private String statusIds(Call call) {
        boolean ignored = account.variants.is(Switch.STATUS_FILTER, "ignored");
        return ignored || call.param("status_id") == null ? "" : call.param("status_id");
    }

    private boolean wanted(OrderWindow window, Shipment shipment) {
        boolean invoicedOnly = account.variants.is(Switch.ORDERS_DEFAULT_FILTER, "invoiced-only")
                && window.statusIds().isEmpty();
        return window.wants(shipment) && (!invoicedOnly || shipment.invoiceNumber != null);
    }

    private boolean capped(OrderWindow window) {
        return window.sort() == OrderWindow.Sort.IMPORTED || account.variants.is(Switch.UPDATED_WINDOW_CAP, "on");
    }

    private Answer answer(Call call, List<Shipment> rows, String nextUrl, boolean history) {
        if (rows.isEmpty() && !account.variants.is(Switch.ORDERS_EMPTY, "empty-list")) {
            return account.variants.is(Switch.ORDERS_EMPTY, "code-400")
                    ? Answer.refused("No Data Found").as(Effect.READ)
                    : noDataFound();
        }
        boolean batchCodes = "1".equals(call.param("get_batch_codes"));
        Json.Part list = OrderRows.list(account, rows, batchCodes, history);
        String wrapper = batchCodes ? "orders" : account.variants.of(Switch.ORDERS_WRAPPER);
        return Answer.json(
                200,
                out -> {
                    RowWriter body = new RowWriter(out);
                    body.put("code", 200).put("message", "Successful");
                    switch (wrapper) {
                        case "orders" -> body.put("orders", list).put("nextUrl", nextUrl);
                        case "data-list" -> body.put("data", list).put("nextUrl", nextUrl);
                        default ->
                            body.put("data", (Json.Part) inner -> new RowWriter(inner)
                                    .put("orders", list)
                                    .put("nextUrl", nextUrl)
                                    .end());
                    }
                    body.end();
                },
                Effect.READ);
    }

    private static Answer noDataFound() {
        return Answer.json(
                200, out -> new RowWriter(out).put("data", "No Data Found").end(), Effect.READ);
    }
}
