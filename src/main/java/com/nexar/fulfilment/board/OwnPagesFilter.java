package com.nexar.fulfilment.board;

import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.Set;

/**
 * What changes something has to come from one of our own pages. Browsers say so themselves: in {@code Sec-Fetch-Site}, and where they
 * do not (plain http), in {@code Origin}. What says neither is refused. The cookie's SameSite=Strict stands behind it.
 */
@Provider
@BoardPage
@Priority(Priorities.AUTHENTICATION - 1)
class OwnPagesFilter implements ContainerRequestFilter {

    private static final Set<String> CHANGE_NOTHING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    @Override
    public void filter(ContainerRequestContext request) {
        if (!CHANGE_NOTHING.contains(request.getMethod()) && !ours(request)) {
            throw new Problem(
                    ProblemCode.FORBIDDEN,
                    "This did not come from a page of the board, so nothing was done. Open the board and try it there.");
        }
    }

    private static boolean ours(ContainerRequestContext request) {
        String site = request.getHeaderString("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        String origin = request.getHeaderString("Origin");
        return origin != null && authority(origin).equals(request.getHeaderString(HttpHeaders.HOST));
    }

    private static String authority(String origin) {
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority == null ? "" : authority;
        } catch (IllegalArgumentException e) {
            return ""; // "null" and worse
        }
    }
}
