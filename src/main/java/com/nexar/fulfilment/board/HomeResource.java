package com.nexar.fulfilment.board;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.orders.Floor;
import com.nexar.fulfilment.orders.FloorList;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Where people come in: their one location, or all of them at a glance. */
@Path("/")
@BoardPage
@SignedIn
@RunOnVirtualThread
class HomeResource {

    private final Frames frames;
    private final Floor floor;
    private final Glances glances;

    HomeResource(Frames frames, Floor floor, Glances glances) {
        this.frames = frames;
        this.floor = floor;
        this.glances = glances;
    }

    @GET
    public Response home() {
        List<Location> locations = frames.locations();
        if (locations.size() == 1) {
            return Html.go(Frames.path(locations.getFirst()));
        }
        return Html.page(Templates.home(
                frames.of("All locations", ""),
                new HomePage(locations.stream().map(this::card).toList())));
    }

    private HomePage.Card card(Location location) {
        Floor.Standing now = floor.standing(location);
        Glances.Glance glance = glances.of(location);
        long toDo = FloorList.toDo().stream().mapToLong(now.stages()::get).sum();
        return new HomePage.Card(
                Frames.place(location),
                now.risks().late(),
                now.risks().atRisk(),
                toDo,
                now.held(),
                glance.link(),
                glance.paused());
    }
}
