package com.nexar.fulfilment.board;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.operations.OperationCounts;
import com.nexar.fulfilment.orders.Floor;
import com.nexar.fulfilment.orders.FloorList;
import com.nexar.fulfilment.orders.Risk;
import com.nexar.fulfilment.orders.RiskCounts;
import com.nexar.fulfilment.orders.Stage;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes a location's floor as people see it. */
@Singleton
class Floors {

    /** The way of a parcel. */
    private static final List<Stage> WAY = List.of(
            Stage.RECEIVED,
            Stage.ASSIGNED,
            Stage.CONFIRMED,
            Stage.MANIFESTED,
            Stage.IN_TRANSIT,
            Stage.OUT_FOR_DELIVERY,
            Stage.DELIVERED);

    private static final List<Stage> EXITS =
            List.of(Stage.UNDELIVERED, Stage.RTO_IN_TRANSIT, Stage.RTO_DELIVERED, Stage.CANCELLED);

    private final Floor floor;
    private final Glances glances;
    private final Unresolved unresolved;
    private final Times times;

    Floors(Floor floor, Glances glances, Unresolved unresolved, Times times) {
        this.floor = floor;
        this.glances = glances;
        this.unresolved = unresolved;
        this.times = times;
    }

    FloorPage of(Location location) {
        Floor.Standing now = floor.standing(location);
        Glances.Glance glance = glances.of(location);
        String path = Frames.path(location);
        return new FloorPage(
                Frames.place(location),
                tiles(now, path + "/orders?risk="),
                first(now.risks().oldest(), path),
                steps(now, path),
                exits(now, path),
                notices(now, glance.operations(), unresolved.of(location), path),
                glance.link(),
                glance.syncing(),
                glance.paused());
    }

    private static List<FloorPage.Tile> tiles(Floor.Standing now, String path) {
        RiskCounts.Counts risks = now.risks();
        long toDo = FloorList.toDo().stream().mapToLong(now.stages()::get).sum();
        long without = Math.max(0, toDo - risks.late() - risks.atRisk() - risks.fine());
        return List.of(
                tile(
                        risks.late() == 0 ? "quiet" : "bad",
                        "Late",
                        risks.late(),
                        path + Risk.LATE,
                        "should have been handed over"),
                tile(
                        risks.atRisk() == 0 ? "quiet" : "warn",
                        "At risk",
                        risks.atRisk(),
                        path + Risk.AT_RISK,
                        "have to be handed over soon"),
                tile(
                        "good",
                        "Fine",
                        risks.fine(),
                        path + Risk.FINE,
                        without == 0 ? "have time" : "have time; " + count(without) + " more have no ship-by"));
    }

    private FloorPage.First first(RiskCounts.Oldest first, String path) {
        return first == null
                ? null
                : new FloorPage.First(
                        first.referenceCode() == null ? Long.toString(first.shipmentId()) : first.referenceCode(),
                        path + "/orders/" + first.orderId(),
                        times.when(first.handOverBy()),
                        times.away(first.handOverBy()),
                        Words.tone(first.risk()));
    }

    private static List<FloorPage.Step> steps(Floor.Standing now, String path) {
        List<Long> counts = WAY.stream().map(now.stages()::get).toList();
        List<String> shapes = FunnelDrawing.shapes(counts);
        List<FloorPage.Step> steps = new ArrayList<>();
        for (int i = 0; i < WAY.size(); i++) {
            Stage stage = WAY.get(i);
            steps.add(new FloorPage.Step(
                    Words.of(stage),
                    stage.isFinal() ? "last 24 h" : "",
                    count(counts.get(i)),
                    path + "/orders?stage=" + stage,
                    Words.tone(stage),
                    shapes.get(i)));
        }
        return steps;
    }

    private static List<FloorPage.Tile> exits(Floor.Standing now, String path) {
        return EXITS.stream()
                .map(stage -> tile(
                        Words.tone(stage),
                        Words.of(stage),
                        now.stages().get(stage),
                        path + "/orders?stage=" + stage,
                        stage.isFinal() ? "last 24 h" : ""))
                .toList();
    }

    private static List<FloorPage.Tile> notices(
            Floor.Standing now, OperationCounts.Standing operations, Unresolved.Counts unresolved, String path) {
        List<FloorPage.Tile> notices = new ArrayList<>();
        notices.add(tile(
                "bad", "Need a person", operations.needPerson(), path + "/operations", "no read-back decides them"));
        notices.add(tile(
                "bad",
                "Cancellations to decide",
                now.toDecide(),
                path + "/orders?to-decide=true",
                "cancelled after the warehouse took them"));
        notices.add(tile("warn", "On hold", now.held(), path + "/orders?held=true", "cannot leave until released"));
        notices.add(tile(
                "warn",
                "Outcome unknown",
                operations.outcomeUnknown(),
                path + "/operations",
                "being read back from EasyEcom"));
        notices.add(tile(
                "warn",
                "Ended without success",
                unresolved.operations(),
                path + "/operations#ended",
                "nothing of them goes on by itself"));
        notices.add(tile(
                "warn",
                "Rows set aside",
                unresolved.rows(),
                path + "/operations#ended",
                "EasyEcom's, that cannot be read"));
        notices.removeIf(notice -> notice.count().equals("0"));
        return notices;
    }

    private static FloorPage.Tile tile(String tone, String label, long count, String path, String note) {
        return new FloorPage.Tile(tone, label, count(count), path, note);
    }

    static String count(long count) {
        return String.format(Locale.ENGLISH, "%,d", count);
    }
}
