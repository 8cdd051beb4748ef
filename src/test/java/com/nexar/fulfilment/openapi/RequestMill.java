package com.nexar.fulfilment.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.hostile.Mutations;
import com.nexar.fulfilment.pages.Cursor;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes requests of the document: for each operation, all that it takes, right or nearly right, and much that it does not take. */
final class RequestMill {

    /** @param strayed the path may be another's, so that what this operation documents says nothing */
    record Made(String verb, String path, String query, Map<String, String> headers, byte[] body, boolean strayed) {

        String target() {
            return path + query;
        }

        @Override
        public String toString() {
            String text = body == null ? "" : " " + new String(body, StandardCharsets.UTF_8);
            return verb + " " + target() + " " + headers
                    + (text.length() > 1_000 ? text.substring(0, 1_000) + "…" : text);
        }
    }

    private static final List<String> ODD = List.of(
            "abc",
            "0",
            "-1",
            "1.5",
            "1e5",
            "2147483648",
            "99999999999999999999",
            "' OR 1=1--",
            "\"; drop table shipments; --",
            "${jndi:ldap://x.names.test/y}",
            "{{7*7}}",
            "<script>alert(1)</script>",
            "../../../../etc/hosts",
            "..\\..\\windows",
            "a\r\nX-Injected: y",
            "\u0000",
            "a\u0000b",
            "\u00e9\u4e2d\ud83d\ude00",
            "\u202e\u2028\u0085",
            "%",
            "%zz",
            "*",
            "null",
            "true",
            "[]",
            "{}",
            "x".repeat(300),
            "x".repeat(3_000),
            "2026-02-30T00:00:00Z",
            "+999999999-12-31T23:59:59Z",
            "-999999999-01-01T00:00:00Z",
            "2026-02-03",
            "b3JkZXJJZB8fNw",
            "c2t1HwA",
            "c2t1HwBhAGI");

    /** As they stand in a path, some of them no text at all. */
    private static final List<String> RAW = List.of(
            "%ff",
            "%c0%ae",
            "%00",
            "%2e%2e%2f",
            "%2f",
            "%5c",
            ".",
            "..",
            ";a=b",
            "a;b=c",
            "%25%32%65",
            "a%0d%0aX:%20y",
            "+",
            "%20");

    private static final List<String> TYPES = List.of(
            "text/plain",
            "application/json; charset=utf-16",
            "application/xml",
            "multipart/form-data; boundary=x",
            "application/x-www-form-urlencoded",
            "garbage",
            "application/",
            "*/*",
            "application/merge-patch+json",
            "application/json; charset=nonsense");

    private static final List<String> ACCEPTS = List.of(
            "application/json",
            "*/*",
            "application/*",
            "text/html",
            "application/xml;q=0.1",
            "garbage",
            "/",
            "application/json;q=nonsense",
            ";",
            "a/b/c",
            "application/json, , */*",
            "text/event-stream",
            "application/pdf",
            "");

    private static final List<String> LISTS = List.of(
            "orderId 2",
            "-orderId 2",
            "orderedAt 2",
            "-shipBy 2",
            "updatedAt 2",
            "sku 1",
            "audit 1",
            "quarantine 1",
            "given-up 2",
            "unfinished 3",
            "-position 1",
            "requestedAt 2");

    private static final List<String> PARTS = List.of(
            "",
            "1",
            "-1",
            "9223372036854775807",
            "9223372036854775808",
            "true",
            "x\u0000",
            "\u0000",
            "infinity",
            "2026-02-03T10:00:00Z",
            "2026-02-03 10:00:00+00",
            "9999-99-99 99:99:99+99",
            "+999999999-12-31T23:59:59Z",
            "-999999999-01-01T00:00:00Z",
            "c35c5cee-effb-43c1-9f36-2328e7993411",
            "' OR 1=1--");

    private static final List<String> PREFERS = List.of(
            "wait=1",
            "respond-async",
            "return=minimal, wait=0",
            "WAIT=0",
            "wait = 0, wait=0",
            "wait=",
            "wait=-1",
            "wait=61",
            "wait=1e3",
            "wait=99999999999",
            "wait=0x10",
            "wait=\u00e9");

    private final Document document;
    private final Map<String, JsonNode> all;
    private final List<String> operations;
    private final Pool pool;
    private final Map<String, List<byte[]>> bodies = new TreeMap<>();

    RequestMill(Document document, Pool pool) {
        this.document = document;
        this.all = document.operations();
        this.operations = List.copyOf(all.keySet());
        this.pool = pool;
    }

    List<String> operations() {
        return operations;
    }

    Made request(String name, SplittableRandom random) {
        JsonNode operation = all.get(name);
        String verb = name.substring(0, name.indexOf(' ')).toUpperCase();
        String template = name.substring(name.indexOf(' ') + 1);
        // most requests are wrong in one or two places only: one that is wrong everywhere hears of the first
        int wrong = random.nextInt(4) == 0 ? 0 : 10 + random.nextInt(25);
        boolean[] strayed = {false};
        String path = path(template, random, wrong, strayed);
        String query = query(parameters(operation, template, "query"), random, wrong);
        Map<String, String> headers = headers(name, parameters(operation, template, "header"), random, wrong);
        byte[] body = body(name, operation, headers, random, wrong);
        return new Made(verb, path, query, headers, body, strayed[0]);
    }

    private String path(String template, SplittableRandom random, int wrong, boolean[] strayed) {
        return List.of(template.substring(1).split("/")).stream()
                .map(step -> {
                    if (!step.startsWith("{")) {
                        return step;
                    }
                    String name = step.substring(1, step.length() - 1);
                    boolean place = name.equals("brand") || name.equals("location");
                    if (random.nextInt(100) >= (place ? wrong / 5 : wrong)) {
                        return encoded(pool.one(name, random));
                    }
                    String odd = random.nextBoolean()
                            ? RAW.get(random.nextInt(RAW.size()))
                            : encoded(ODD.get(random.nextInt(ODD.size())));
                    strayed[0] |= odd.matches("(?i).*(%2f|%5c|;|%2e|%25|%c0|%ff|%00|%0d|%5C|%2F).*|\\.+");
                    return odd;
                })
                .collect(Collectors.joining("/", "/", ""));
    }

    private String query(List<JsonNode> parameters, SplittableRandom random, int wrong) {
        List<String> pairs = new ArrayList<>();
        for (JsonNode parameter : parameters) {
            String name = parameter.path("name").asText();
            boolean required = parameter.path("required").asBoolean() || name.equals("brand") || name.equals("awb");
            if (random.nextInt(100) < (required ? 95 : 35)) {
                pairs.add(name + "=" + encoded(value(parameter, random, wrong)));
                if (random.nextInt(30) == 0) {
                    pairs.add(name + "=" + encoded(value(parameter, random, 100)));
                }
            }
        }
        if (random.nextInt(25) == 0) {
            pairs.add("unknown=1");
        }
        return pairs.isEmpty() ? "" : pairs.stream().collect(Collectors.joining("&", "?", ""));
    }

    private String value(JsonNode parameter, SplittableRandom random, int wrong) {
        if (parameter.path("name").asText().equals("cursor") && random.nextInt(100) < wrong) {
            return forged(random);
        }
        if (random.nextInt(100) < wrong) {
            return random.nextInt(8) == 0 ? "" : ODD.get(random.nextInt(ODD.size()));
        }
        JsonNode schema = document.resolved(parameter.path("schema"));
        if (schema.path("enum").isArray()) {
            return schema.path("enum")
                    .get(random.nextInt(schema.path("enum").size()))
                    .asText();
        }
        return switch (schema.path("type").asText()) {
            case "boolean" -> Boolean.toString(random.nextBoolean());
            case "integer" ->
                Integer.toString(parameter.path("name").asText().equals("wait") ? 0 : random.nextInt(1, 500));
            default -> pool.one(parameter.path("name").asText(), random);
        };
    }

    /** A cursor that one of the lists takes for its own, with parts that it never gave out. */
    private static String forged(SplittableRandom random) {
        String[] list = LISTS.get(random.nextInt(LISTS.size())).split(" ");
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(list[1]); i++) {
            parts.add(PARTS.get(random.nextInt(PARTS.size())));
        }
        return new Cursor(list[0], parts).text();
    }

    private Map<String, String> headers(String operation, List<JsonNode> declared, SplittableRandom random, int wrong) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (operation.contains(" /inbound/")) {
            headers.put("Access-Token", random.nextInt(12) == 0 ? "wrong" : Ground.MILL_TOKEN);
            headers.put("x-easyecom-webhook-action", pool.one("action", random));
        } else if (random.nextInt(40) > 0) {
            boolean admin = operation.contains(" /v1/admin/") != (random.nextInt(25) == 0);
            headers.put("Authorization", "Bearer " + (admin ? Ground.MILL_OPERATOR_KEY : Ground.MILL_KEY));
        } else if (random.nextBoolean()) {
            headers.put(
                    "Authorization",
                    List.of("Bearer", "Bearer x", "Basic eA==", "Bearer \u00e9", "x")
                            .get(random.nextInt(5)));
        }
        for (JsonNode parameter : declared) {
            String name = parameter.path("name").asText();
            if (random.nextInt(100) < 40) {
                headers.put(name, random.nextInt(100) < wrong ? oddHeader(random) : pool.one(name, random));
            }
        }
        if (!operation.startsWith("get ")) {
            // never the usual wait, which a paused location makes long
            headers.put("Prefer", random.nextInt(100) < wrong ? PREFERS.get(random.nextInt(PREFERS.size())) : "wait=0");
        }
        if (random.nextInt(10) == 0) {
            headers.put("Accept", ACCEPTS.get(random.nextInt(ACCEPTS.size())));
        }
        if (random.nextInt(20) == 0) {
            headers.put("traceparent", oddHeader(random));
        }
        return headers;
    }

    private static String oddHeader(SplittableRandom random) {
        return ODD.get(random.nextInt(ODD.size())).replaceAll("[\\x00-\\x1f\\x7f]", " ");
    }

    private byte[] body(
            String name, JsonNode operation, Map<String, String> headers, SplittableRandom random, int wrong) {
        JsonNode content = operation.at("/requestBody/content/application~1json");
        if (content.isMissingNode()) {
            return null;
        }
        headers.put(
                "Content-Type", random.nextInt(25) == 0 ? TYPES.get(random.nextInt(TYPES.size())) : "application/json");
        if (random.nextInt(40) == 0) {
            headers.remove("Content-Type");
        }
        List<byte[]> right = bodies.computeIfAbsent(name, missing -> examples(content));
        JsonNode example = Mutations.tree(right.get(random.nextInt(right.size())));
        byte[] usual = withIds(example, random).toString().getBytes(StandardCharsets.UTF_8);
        int what = random.nextInt(100);
        if (what >= wrong + 10) {
            return usual;
        }
        if (what % 3 == 0 && example instanceof ObjectNode object) {
            return boundary(object.deepCopy(), document.resolved(content.path("schema")), random)
                    .toString()
                    .getBytes(StandardCharsets.UTF_8);
        }
        return what % 11 == 0 ? new byte[0] : Mutations.of(random, List.of(usual), Mutations.trees());
    }

    private static List<byte[]> examples(JsonNode content) {
        List<byte[]> examples = new ArrayList<>();
        content.path("examples")
                .forEach(each -> examples.add(each.path("value").toString().getBytes(StandardCharsets.UTF_8)));
        return examples;
    }

    /** One field at the edge of what its schema allows, or beyond. */
    private JsonNode boundary(ObjectNode body, JsonNode schema, SplittableRandom random) {
        List<String> names = new ArrayList<>();
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        if (names.isEmpty()) {
            return body.put("unknown", 1);
        }
        String name = names.get(random.nextInt(names.size()));
        JsonNode field = document.resolved(schema.path("properties").path(name));
        switch (field.path("type").asText()) {
            case "string" -> {
                int most = field.path("maxLength").asInt(200);
                List<String> edges = List.of(
                        "", " ", "x", "x".repeat(most), "x".repeat(most + 1), ODD.get(random.nextInt(ODD.size())));
                body.put(name, edges.get(random.nextInt(edges.size())));
            }
            case "integer", "number" -> {
                long least = field.path("minimum").asLong(0);
                long most = field.path("maximum").asLong(Integer.MAX_VALUE);
                long[] edges = {least - 1, least, most, most + 1, 0, -1, Long.MAX_VALUE};
                body.put(name, edges[random.nextInt(edges.length)]);
            }
            case "array" -> {
                JsonNode one = body.path(name).path(0);
                ArrayNode many = body.putArray(name);
                int[] edges = {0, 1, 2, 200, 201, 500, 501};
                int times = edges[random.nextInt(edges.length)];
                for (int i = 0; i < times && !one.isMissingNode(); i++) {
                    many.add(one);
                }
            }
            case "object" ->
                body.set(name, random.nextBoolean() ? body.objectNode() : boundary(body.objectNode(), field, random));
            default -> body.putNull(name);
        }
        return body;
    }

    /** The example's ids are nobody's. */
    private JsonNode withIds(JsonNode node, SplittableRandom random) {
        return switch (node) {
            case ObjectNode object -> {
                object.properties().forEach(field -> field.setValue(with(field.getKey(), field.getValue(), random)));
                yield object;
            }
            case ArrayNode list -> {
                for (int i = 0; i < list.size(); i++) {
                    list.set(i, withIds(list.get(i), random));
                }
                yield list;
            }
            default -> node;
        };
    }

    private JsonNode with(String name, JsonNode value, SplittableRandom random) {
        if (value.isTextual() && pool.knows(name)) {
            return bodiesText(pool.one(name, random));
        }
        if (value instanceof ArrayNode list && name.equals("shipmentIds")) {
            list.removeAll();
            int many = 1 + random.nextInt(3);
            for (int i = 0; i < many; i++) {
                list.add(pool.one("shipmentId", random));
            }
            return list;
        }
        return withIds(value, random);
    }

    private static JsonNode bodiesText(String text) {
        return com.fasterxml.jackson.databind.node.TextNode.valueOf(text);
    }

    private List<JsonNode> parameters(JsonNode operation, String template, String in) {
        List<JsonNode> all = new ArrayList<>();
        operation.path("parameters").forEach(all::add);
        document.root().path("paths").path(template).path("parameters").forEach(all::add);
        return all.stream()
                .filter(parameter -> parameter.path("in").asText().equals(in))
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
