package com.nexar.fulfilment.manifests;

import com.nexar.fulfilment.problems.Problem;
import java.util.List;
import java.util.Map;
import org.jboss.logging.MDC;

/** Blocked shipments as the API shows them. */
final class Blocking {

    private Blocking() {}

    static List<ManifestView.Blocked> views(Map<Long, Problem> blocked) {
        Object traceId = MDC.get("traceId");
        return blocked.entrySet().stream()
                .map(entry -> new ManifestView.Blocked(
                        Long.toString(entry.getKey()),
                        entry.getValue().view(traceId == null ? "none" : traceId.toString())))
                .toList();
    }
}
