package com.nexar.fulfilment.easyecom;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;

/** What the manifest call says; its shape is not public, so both may be null and the shipments decide. */
public record ManifestReply(String number, URI document) {

    /** From {@code data}, its first element, or the answer itself, which is how the batch-manifest webhook looks. */
    static ManifestReply read(JsonNode root) {
        JsonNode data = root.path("data");
        JsonNode holder = data.isArray() && !data.isEmpty() ? data.get(0) : data.isObject() ? data : root;
        Row row = new Row(holder);
        String url = row.text("manifest_url", "manifest_document", "manifestUrl");
        return new ManifestReply(
                row.text("manifest_number", "manifest_no", "manifestNumber"),
                url == null ? null : DocumentLinks.link(url));
    }
}
