package com.nexar.fulfilment.idempotency;

import com.nexar.fulfilment.access.Here;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.problems.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which requests a key counts for, and what it is a key of. */
final class KeyedCommand {

    static final String HEADER = "Idempotency-Key";

    private static final Set<String> VERBS = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final String VISIBLE_ASCII = "[\\x21-\\x7E]{1,255}";

    /** A question in the form of a command: it changes nothing, so its answer shall be fresh. */
    private static final String CHECKS = "/connection/checks";

    private static final String DRY_RUN = "dryRun";

    private KeyedCommand() {}

    /** Empty for what is no command of a location, and for a command without a key. */
    static Optional<KeyScope> of(ContainerRequestContext request, Here here) {
        UriInfo uri = request.getUriInfo();
        List<String> header = request.getHeaders().get(HEADER);
        Optional<Location> place = here.place();
        if (header == null || place.isEmpty() || !VERBS.contains(request.getMethod()) || onlyAsks(uri)) {
            return Optional.empty();
        }
        if (header.size() != 1 || !header.getFirst().matches(VISIBLE_ASCII)) {
            throw Problem.invalid(HEADER, "is sent once, with 1 to 255 visible ASCII characters");
        }
        String path = uri.getPath() + query(uri.getQueryParameters());
        return Optional.of(
                new KeyScope(place.get(), here.caller().name(), request.getMethod(), path, header.getFirst()));
    }

    private static boolean onlyAsks(UriInfo uri) {
        return uri.getPath().endsWith(CHECKS)
                || "true".equals(uri.getQueryParameters().getFirst(DRY_RUN));
    }

    /** {@code dryRun=false} is what holds without it. */
    private static String query(MultivaluedMap<String, String> parameters) {
        return parameters.entrySet().stream()
                .filter(parameter -> !parameter.getKey().equals(DRY_RUN))
                .map(parameter -> parameter.getKey() + "=" + String.join(",", parameter.getValue()))
                .sorted()
                .collect(Collectors.collectingAndThen(
                        Collectors.joining("&"), query -> query.isEmpty() ? "" : "?" + query));
    }
}
