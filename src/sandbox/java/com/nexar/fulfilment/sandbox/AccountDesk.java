package com.nexar.fulfilment.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code /sandbox/accounts}: opens further accounts while the sandbox runs, one per test if need be. */
final class AccountDesk {
    private static final int SEEDED_PRODUCTS = 320;
    private static final int PRODUCTS = 40;

    private final Accounts accounts;

    AccountDesk(Accounts accounts) {
        this.accounts = accounts;
    }

    Answer answer(Call call) {
        return switch (call.method()) {
            case "GET" ->
                ControlRoom.ok(Map.of(
                        "accounts",
                        accounts.all().stream().map(AccountDesk::view).toList()));
            case "POST" -> open(Json.read(call.body()));
            default -> ControlRoom.problem(404, "there is no " + call.method() + " /sandbox/accounts");
        };
    }

    private Answer open(JsonNode wish) {
        String apiKey = wish.path("apiKey").asText(null);
        if (apiKey == null || apiKey.isBlank()) {
            throw new UnusableInput("an account needs an apiKey");
        }
        boolean seed = wish.path("seed").asBoolean(false);
        Account account = accounts.open(new AccountOpening(
                apiKey,
                wish.path("email").asText("api.user@example.com"),
                wish.path("password").asText("demo-password"),
                wish.path("company").asText("Acme"),
                tier(wish.path("tier")),
                locations(wish.path("locations"), apiKey),
                wish.has("firstInvoiceId") ? wish.path("firstInvoiceId").asLong() : accounts.reserveInvoices(),
                Math.max(4, wish.path("products").asInt(seed ? SEEDED_PRODUCTS : PRODUCTS))));
        synchronized (account) {
            wish.path("variants")
                    .properties()
                    .forEach(each ->
                            account.variants.set(each.getKey(), each.getValue().asText()));
            if (seed) {
                new SeedOrders(account).plant();
            }
            if (wish.has("arrivalsEvery")) {
                Arrivals.begin(
                        account, Duration.parse(wish.path("arrivalsEvery").asText()));
            }
        }
        return ControlRoom.json(201, view(account));
    }

    private List<Location> locations(JsonNode wishes, String apiKey) {
        List<Location> locations = new ArrayList<>();
        for (JsonNode wish : wishes) {
            int warehouse = wish.path("warehouseId").asInt(0);
            String key = wish.path("key").asText();
            locations.add(Location.of(
                    key, wish.path("name").asText(key), warehouse == 0 ? accounts.nextWarehouse() : warehouse));
        }
        return locations.isEmpty()
                ? List.of(Location.of("nx-" + apiKey, "Demo 1", accounts.nextWarehouse()))
                : locations;
    }

    private static Tier tier(JsonNode wish) {
        if (!wish.isObject()) {
            return Tier.of(wish.asText("UNLIMITED"));
        }
        return new Tier(
                wish.path("rate").asDouble(5),
                wish.path("burst").asInt(10),
                wish.path("perDay").asInt(50_000));
    }

    private static Map<String, Object> view(Account account) {
        return Map.of(
                "apiKey", account.apiKey,
                "email", account.email,
                "company", account.company,
                "firstInvoiceId", account.firstInvoiceId,
                "usedToday", account.gate.usedToday(),
                "locations",
                        account.locations.stream()
                                .map(each -> Map.of(
                                        "key", each.key(), "name", each.name(), "warehouseId", each.warehouseId()))
                                .toList());
    }
}
