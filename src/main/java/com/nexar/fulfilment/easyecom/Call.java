package com.nexar.fulfilment.easyecom;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpMethod;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One thing to ask of EasyEcom.
 *
 * @param operation how logs and messages name it
 * @param lane its own, unless work in the background says another one
 * @param subject the shipment or other id it is about; null for lists
 * @param verbatim a path with its query as EasyEcom gave it (a {@code nextUrl}) instead of a configured path
 * @param body null for none
 */
record Call(
        String operation,
        Endpoints endpoints,
        Lane lane,
        boolean write,
        Object subject,
        HttpMethod method,
        String path,
        boolean verbatim,
        ObjectNode body) {

    /** What shares a breaker and a bulkhead. */
    enum Endpoints {
        TOKEN,
        LISTS,
        READS,
        COMMANDS,
        DOCUMENTS
    }

    static Call read(
            String operation, Endpoints endpoints, Lane lane, Object subject, String path, Map<String, String> query) {
        return new Call(operation, endpoints, lane, false, subject, HttpMethod.GET, path + query(query), false, null);
    }

    static Call follow(String operation, Lane lane, String nextUrl) {
        return new Call(operation, Endpoints.LISTS, lane, false, null, HttpMethod.GET, nextUrl, true, null);
    }

    static Call write(String operation, Object subject, HttpMethod method, String path, ObjectNode body) {
        return new Call(operation, Endpoints.COMMANDS, Lane.COMMANDS, true, subject, method, path, false, body);
    }

    /** Starts with {@code ?}, or is empty. */
    static String query(Map<String, String> query) {
        return query.isEmpty()
                ? ""
                : query.entrySet().stream()
                        .map(e -> e.getKey() + "=" + encoded(e.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    /** {@code acme/blr1: confirm of 90210001}, for details and logs. */
    String of(String location) {
        return location + ": " + operation + (subject == null ? "" : " of " + subject);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
