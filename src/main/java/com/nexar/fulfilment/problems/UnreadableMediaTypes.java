package com.nexar.fulfilment.problems;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.common.util.MediaTypeHelper;

/**
 * Media types that nobody can read. Quarkus breaks on them, on those of Accept only when the work is done and the answer is written. A
 * wish that cannot be read is none; a body of a type that cannot be read is some bytes.
 */
@Singleton
class UnreadableMediaTypes {

    /** After the trace id. */
    private static final int EARLY = 8_900;

    void register(@Observes Filters filters) {
        filters.register(UnreadableMediaTypes::mend, EARLY);
    }

    private static void mend(RoutingContext context) {
        MultiMap headers = context.request().headers();
        List<String> wishes = headers.getAll(HttpHeaders.ACCEPT);
        if (!wishes.isEmpty() && !wishes.stream().allMatch(UnreadableMediaTypes::isList)) {
            headers.set(HttpHeaders.ACCEPT, MediaType.WILDCARD);
        }
        String type = headers.get(HttpHeaders.CONTENT_TYPE);
        if (type != null && !isOne(type)) {
            headers.set(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_OCTET_STREAM);
        }
        context.next();
    }

    private static boolean isList(String text) {
        try {
            return !text.isBlank() && !MediaTypeHelper.parseHeader(text).isEmpty();
        } catch (RuntimeException e) { // the parser's words for it are many
            return false;
        }
    }

    private static boolean isOne(String text) {
        try {
            return !text.isBlank() && !MediaType.valueOf(text).getSubtype().isBlank();
        } catch (RuntimeException e) {
            return false;
        }
    }
}
