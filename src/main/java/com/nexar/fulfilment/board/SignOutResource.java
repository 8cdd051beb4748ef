package com.nexar.fulfilment.board;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

@Path("/sign-out")
@BoardPage
@SignedIn
@RunOnVirtualThread
class SignOutResource {

    private final Sessions sessions;
    private final SessionCookie cookie;
    private final Visitor visitor;

    SignOutResource(Sessions sessions, SessionCookie cookie, Visitor visitor) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.visitor = visitor;
    }

    @POST
    public Response signOut(@Context HttpServerRequest request) {
        sessions.end(visitor.session());
        return Response.fromResponse(Html.go(SignInResource.PATH))
                .cookie(cookie.none(request))
                .build();
    }
}
