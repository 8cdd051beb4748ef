package com.nexar.fulfilment.board;

import com.nexar.fulfilment.problems.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** The key is shown once, in the body of a POST; from then on the browser has a session. */
@Path(SignInResource.PATH)
@BoardPage
@RunOnVirtualThread
class SignInResource {

    static final String PATH = "/sign-in";

    private static final Logger LOG = Logger.getLogger(SignInResource.class);

    /** A page of ours and nothing else: no other site can be named so. */
    private static final Pattern OURS = Pattern.compile("/board/[A-Za-z0-9][^\\\\\\s]*");

    /** What browsers leave as it is in an address, and Java does not take for one. */
    private static final Pattern RAW = Pattern.compile("[|^`{}\"<>\\[\\]]");

    private static final int LONGEST_KEY = 500;

    private final Sessions sessions;
    private final SessionCookie cookie;
    private final Frames frames;

    SignInResource(Sessions sessions, SessionCookie cookie, Frames frames) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.frames = frames;
    }

    @GET
    public Response ask(@QueryParam("next") String next) {
        return Html.page(Templates.signIn(frames.bare("Sign in"), ours(next), ""));
    }

    @POST
    public Response signIn(
            @FormParam("key") String key,
            @FormParam("next") String next,
            @Context HttpHeaders headers,
            @Context HttpServerRequest request) {
        String given = key == null ? "" : key.strip();
        String to = ours(next);
        if (given.isEmpty() || given.length() > LONGEST_KEY) {
            return wrong(401, to, given.isEmpty() ? "Please give your API key." : "This key is not known here.");
        }
        String session;
        try {
            session = sessions.open(given, address(request));
        } catch (Problem refused) {
            LOG.warnf("Somebody could not sign in to the board: %s", refused.getMessage());
            return wrong(refused.code().status(), to, refused.getMessage());
        }
        cookie.of(headers.getCookies(), request)
                .ifPresent(sessions::end); // whoever was signed in before is not any more
        return Response.fromResponse(Html.go(to.isEmpty() ? "/" : to))
                .cookie(cookie.with(session, request))
                .build();
    }

    private Response wrong(int status, String to, String why) {
        return Html.page(status, Templates.signIn(frames.bare("Sign in"), to, why));
    }

    private static String address(HttpServerRequest request) {
        return request.remoteAddress() == null ? null : request.remoteAddress().hostAddress();
    }

    /** Empty where it is none of our pages. */
    private static String ours(String next) {
        if (next == null || !OURS.matcher(next).matches()) {
            return "";
        }
        String path = RAW.matcher(next)
                .replaceAll(raw -> "%%%02X".formatted((int) raw.group().charAt(0)));
        try {
            return new URI(path).toASCIIString();
        } catch (URISyntaxException e) {
            return "";
        }
    }
}
