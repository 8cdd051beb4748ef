package com.nexar.fulfilment.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code GET /sandbox}: what this is, how it stands, what can be asked of it. */
final class FrontPage {
    private static final String STYLE =
            "body{font:15px/1.5 sans-serif;max-width:60em;margin:2em auto}td,th{padding:.1em 1em .1em 0;text-align:left}";
    private static final String ENDPOINTS = """
            GET  /sandbox/ledger?account&amp;after&amp;invoiceId&amp;operation&amp;limit
            GET  /sandbox/orders?account&amp;location      GET /sandbox/orders/{invoiceId}
            POST /sandbox/orders  {location, count, parts, lines, status, raw, …}
            POST /sandbox/orders/{invoiceId}/cancellation | partial-cancellation | hold | release | confirmation
                 | confirm-fail | print | ready | manifest | unassignment | relocation | disappearance
                 | reappearance | content | split | scan
            POST /sandbox/products  {sku, name, type, ean, taxRate, mrp, weight}
            POST /sandbox/backlog  {"orders":1000000,"over":"P5D"}
            GET, POST, DELETE /sandbox/faults  {operation, kind, times, probability, delay, when}
            GET, POST /sandbox/variants
            GET, POST /sandbox/clock  {"advance":"PT60S"} | {"scale":10}
            GET, POST, DELETE /sandbox/webhooks  {url, token, version}
            DELETE /sandbox/tokens
            GET, POST /sandbox/accounts
            """;

    private FrontPage() {}

    static Answer of(Accounts accounts) {
        String rows = accounts.all().stream().map(FrontPage::row).collect(Collectors.joining());
        String page = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Sandbox</title><style>"
                + STYLE
                + "</style></head><body><h1>A pretended EasyEcom</h1><p>Invented data only. Every account has its own"
                + " clock, switches, faults and ledger; <code>?account=&lt;api key&gt;</code> chooses one, the first"
                + " is the default.</p><table><tr><th>API key</th><th>Locations</th><th>Requests today</th>"
                + "<th>Backlog</th><th>Shipments</th></tr>"
                + rows
                + "</table><h2>Steering</h2><pre>"
                + ENDPOINTS
                + "</pre><h2>Faults</h2><p>"
                + Arrays.stream(Fault.Kind.values()).map(Fault.Kind::key).collect(Collectors.joining(", "))
                + "</p><p>for "
                + Arrays.stream(Operation.values()).map(Operation::key).collect(Collectors.joining(", "))
                + "</p><h2>Switches</h2><table>"
                + Arrays.stream(Switch.values()).map(FrontPage::row).collect(Collectors.joining())
                + "</table></body></html>";
        return Answer.of(200, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8), Effect.READ);
    }

    private static String row(Account account) {
        synchronized (account) {
            account.catchUp();
            Map<String, Long> counts = account.orders.kept().stream()
                    .collect(Collectors.groupingBy(each -> each.status, TreeMap::new, Collectors.counting()));
            String locations = account.locations.stream().map(Location::key).collect(Collectors.joining(", "));
            return "<tr><td>" + escaped(account.apiKey) + "</td><td>" + escaped(locations) + "</td><td>"
                    + account.gate.usedToday() + "</td><td>" + account.orders.waiting() + "</td><td>"
                    + escaped(counts.toString()) + "</td></tr>";
        }
    }

    private static String row(Switch each) {
        return "<tr><td>" + each.key() + "</td><td><b>" + each.byDefault() + "</b></td><td>"
                + escaped(String.join(", ", each.choices())) + "</td></tr>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
