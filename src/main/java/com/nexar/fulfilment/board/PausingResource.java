package com.nexar.fulfilment.board;

import com.nexar.fulfilment.pauses.Pauses;
import com.nexar.fulfilment.problems.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Holds a location's sending or reading back, and lets it go on. */
@Path("/board/{brand}/{location}/pause")
@BoardPage
@SignedIn
@RunOnVirtualThread
class PausingResource {

    private static final int LONGEST_REASON = 200;

    private final Pauses pauses;
    private final Glances glances;
    private final Visitor visitor;

    PausingResource(Pauses pauses, Glances glances, Visitor visitor) {
        this.pauses = pauses;
        this.glances = glances;
        this.visitor = visitor;
    }

    @POST
    public Response pause(
            @FormParam("sending") String sending,
            @FormParam("syncing") String syncing,
            @FormParam("reason") String reason) {
        visitor.mustOperate();
        if (!"true".equals(sending) && !"true".equals(syncing)) {
            throw Problem.invalid("sending", "or syncing has to be chosen");
        }
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw Problem.invalid("reason", "is needed, in at most 200 characters: whoever waits wants to know why");
        }
        pauses.pause(
                visitor.caller(), visitor.location(), "true".equals(sending), "true".equals(syncing), reason.strip());
        return back();
    }

    @POST
    @Path("end")
    public Response resume() {
        visitor.mustOperate();
        pauses.resume(visitor.caller(), visitor.location());
        return back();
    }

    private Response back() {
        glances.lookAgain(visitor.location());
        return Html.go(Frames.path(visitor.location()) + "/connection");
    }
}
