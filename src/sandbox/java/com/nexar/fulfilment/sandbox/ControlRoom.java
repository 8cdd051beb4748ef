package com.nexar.fulfilment.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /sandbox/**}: how tests and people steer an account and see what it really holds. No key, no rate. */
final class ControlRoom {
    private final Accounts accounts;
    private final AccountDesk accountDesk;

    ControlRoom(Accounts accounts) {
        this.accounts = accounts;
        this.accountDesk = new AccountDesk(accounts);
    }

    Answer answer(Call call) {
        try {
            return route(call, call.path().split("/"));
        } catch (UnusableInput unusable) {
            return problem(400, unusable.getMessage());
        } catch (DateTimeException unreadable) {
            return problem(400, "not a duration or time: " + unreadable.getMessage());
        }
    }

    private Answer route(Call call, String[] path) {
        if (path.length == 2) {
            return FrontPage.of(accounts);
        }
        if (path[2].equals("accounts")) {
            return accountDesk.answer(call);
        }
        JsonNode body = Json.read(call.body());
        String key = call.param("account") == null ? body.path("account").asText(null) : call.param("account");
        Optional<Account> account = accounts.named(key);
        if (account.isEmpty()) {
            return problem(404, "no account has the key " + key);
        }
        synchronized (account.get()) {
            account.get().catchUp();
            return route(call, path, body, account.get());
        }
    }

    private Answer route(Call call, String[] path, JsonNode body, Account account) {
        String what = call.method() + " " + path[2];
        if (path.length == 3) {
            return switch (what) {
                case "GET ledger" -> LedgerPages.page(account, call);
                case "GET orders" -> Truth.all(account, call);
                case "POST orders" -> new OrderPlacing(account).place(body);
                case "POST products" -> product(account, body);
                case "POST backlog" -> backlog(account, body);
                case "GET faults" -> ok(Map.of("faults", account.faults.list()));
                case "POST faults" -> faults(account, body);
                case "DELETE faults" -> {
                    account.faults.clear();
                    yield ok(Map.of("faults", List.of()));
                }
                case "GET variants" -> variants(account);
                case "POST variants" -> vary(account, body);
                case "GET clock" -> clock(account);
                case "POST clock" -> turn(account, body);
                case "GET webhooks" -> ok(account.webhooks.state());
                case "POST webhooks" -> ok(account.webhooks.configure(body));
                case "DELETE webhooks" -> ok(account.webhooks.remove());
                case "DELETE tokens" -> {
                    account.tokens.revokeAll();
                    yield ok(Map.of("tokens", "revoked"));
                }
                default -> problem(404, "there is no " + what);
            };
        }
        boolean order = path[2].equals("orders");
        if (order && path.length == 4 && call.method().equals("GET")) {
            return Truth.one(account, path[3]);
        }
        if (order && path.length == 5 && call.method().equals("POST")) {
            return new Person(account).act(path[3], path[4], body);
        }
        return problem(404, "there is no " + call.method() + " " + call.path());
    }

    private static Answer product(Account account, JsonNode body) {
        if (!body.hasNonNull("sku")) {
            throw new UnusableInput("a product needs a sku");
        }
        Product product = account.shelf.change(body);
        return Answer.json(201, ProductRows.row(account, product, null, false), Effect.READ);
    }

    private static Answer faults(Account account, JsonNode body) {
        if (body.isArray()) {
            body.forEach(account.faults::add);
        } else {
            account.faults.add(body);
        }
        return ok(Map.of("faults", account.faults.list()));
    }

    private Answer backlog(Account account, JsonNode body) {
        return backlog(
                account,
                body.path("orders").asLong(0),
                Duration.parse(body.path("over").asText("P5D")).toSeconds(),
                backlogged(account, body.path("location").asText(null)));
    }

    void backlog(Account account, long orders) {
        backlog(account, orders, 5 * IndianTime.DAY, List.copyOf(account.locations));
    }

    private static List<Location> backlogged(Account account, String key) {
        return key == null
                ? List.copyOf(account.locations)
                : List.of(account.location(key).orElseThrow(() -> new UnusableInput("no location has the key " + key)));
    }

    private Answer backlog(Account account, long orders, long span, List<Location> locations) {
        if (orders < 1 || orders > 50_000_000 || span < 1) {
            throw new UnusableInput("a backlog has 1 to 50000000 orders over a time of at least a second");
        }
        long first = accounts.reserveBacklog(orders);
        Backlog backlog =
                new Backlog(account.mill, locations, "BKL" + first, first, orders, account.now() - span, span);
        account.orders.add(backlog);
        return json(201, Map.of("orders", orders, "firstInvoiceId", first, "lastInvoiceId", first + orders - 1));
    }

    private static Answer variants(Account account) {
        return Answer.json(
                200,
                out -> {
                    RowWriter all = new RowWriter(out);
                    for (Switch each : Switch.values()) {
                        all.put(each.key(), (Json.Part) inner -> new RowWriter(inner)
                                .put("value", account.variants.of(each))
                                .put("default", each.byDefault())
                                .put("values", each.choices())
                                .end());
                    }
                    all.end();
                },
                Effect.READ);
    }

    private static Answer vary(Account account, JsonNode body) {
        body.properties().stream()
                .filter(each -> !each.getKey().equals("account"))
                .forEach(each ->
                        account.variants.set(each.getKey(), each.getValue().asText()));
        return variants(account);
    }

    private static Answer clock(Account account) {
        return ok(Map.of(
                "now",
                Instant.ofEpochMilli(account.clock.millis()).toString(),
                "ist",
                IndianTime.text(account.clock.seconds()),
                "scale",
                account.clock.scale()));
    }

    private static Answer turn(Account account, JsonNode body) {
        if (body.has("advance")) {
            account.clock.advance(Duration.parse(body.path("advance").asText()));
        }
        if (body.has("scale")) {
            account.clock.runAt(body.path("scale").asDouble(1));
        }
        account.catchUp();
        return clock(account);
    }

    static Answer ok(Object body) {
        return json(200, body);
    }

    static Answer json(int status, Object body) {
        return Answer.json(status, Json.value(body), Effect.READ);
    }

    static Answer problem(int status, String message) {
        return json(status, Map.of("message", message));
    }
}
