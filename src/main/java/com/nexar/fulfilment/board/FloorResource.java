package com.nexar.fulfilment.board;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

@Path("/board/{brand}/{location}")
@BoardPage
@SignedIn
@RunOnVirtualThread
class FloorResource {

    private final Floors floors;
    private final Frames frames;
    private final Visitor visitor;

    FloorResource(Floors floors, Frames frames, Visitor visitor) {
        this.floors = floors;
        this.frames = frames;
        this.visitor = visitor;
    }

    @GET
    public Response floor() {
        return Html.page(Templates.floor(frames.of("Floor", "floor"), floors.of(visitor.location())));
    }
}
