package com.nexar.fulfilment.easyecom;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The {@code documents} of a row or of the documents call. Its nesting is not certain: an object of key to URL or null, the
 * same one level deeper, or inside a list (contract, unknown 5).
 */
final class DocumentLinks {

    private static final int DEEPEST = 4;

    /** As EasyEcom's are, and none that would be two in a list. */
    private static final Pattern KEY = Pattern.compile("[\\w .-]{1,100}");

    private DocumentLinks() {}

    /** Only the links that exist, by EasyEcom's key. */
    static Map<String, URI> read(JsonNode documents) {
        Map<String, URI> links = new LinkedHashMap<>();
        collect(documents, links, 0);
        return Collections.unmodifiableMap(links);
    }

    private static void collect(JsonNode node, Map<String, URI> links, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        if (node.isArray()) {
            node.forEach(child -> collect(child, links, depth + 1));
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            JsonNode value = entry.getValue();
            if (value.isTextual()) {
                URI link = link(value.textValue().strip());
                if (link != null && KEY.matcher(entry.getKey()).matches()) {
                    links.putIfAbsent(entry.getKey(), link);
                }
            } else {
                collect(value, links, depth + 1);
            }
        }
    }

    /** Null for what is no absolute http(s) URL. */
    static URI link(String text) {
        try {
            URI uri = new URI(text.replace(" ", "%20"));
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
