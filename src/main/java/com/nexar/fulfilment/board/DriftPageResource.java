package com.nexar.fulfilment.board;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.drift.DriftReport;
import com.nexar.fulfilment.drift.DriftReports;
import com.nexar.fulfilment.orders.Difference;
import com.nexar.fulfilment.orders.Difference.Repair;
import com.nexar.fulfilment.orders.UpstreamId;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.replays.Resyncs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;

/** Our shipments against EasyEcom's truth: compared, listed, read again. */
@Path("/board/{brand}/{location}/drift")
@BoardPage
@SignedIn
@RunOnVirtualThread
class DriftPageResource {

    private static final int REPORTS = 15;

    private final DriftReports reports;
    private final Resyncs resyncs;
    private final Times times;
    private final Frames frames;
    private final Visitor visitor;

    DriftPageResource(DriftReports reports, Resyncs resyncs, Times times, Frames frames, Visitor visitor) {
        this.reports = reports;
        this.resyncs = resyncs;
        this.times = times;
        this.frames = frames;
        this.visitor = visitor;
    }

    /** @param report which; the newest where none is named */
    @GET
    public Response drift(@QueryParam("report") String report) {
        return page(report, "");
    }

    @POST
    public Response compare() {
        visitor.mustOperate();
        DriftReport begun = reports.begin(visitor.caller(), visitor.location());
        return Html.go(path() + "?report=" + begun.reportId());
    }

    /** Reads again; the report stays as it was found. */
    @POST
    @Path("resyncs")
    public Response readAgain(@FormParam("report") String report, @FormParam("shipment") List<String> shipments) {
        visitor.mustOperate();
        if (shipments.isEmpty() || shipments.size() > Resyncs.MOST) {
            throw Problem.invalid("shipment", "is given 1 to " + Resyncs.MOST + " times");
        }
        List<Long> ids =
                shipments.stream().map(id -> UpstreamId.parse("shipment", id)).toList();
        List<Resyncs.Item> read = resyncs.readAgain(visitor.caller(), visitor.location(), ids);
        return page(report, told(read));
    }

    private Response page(String chosen, String told) {
        Location location = visitor.location();
        List<DriftReport> newest = reports.list(location.brand(), List.of(location), REPORTS);
        DriftReport.Whole whole = chosen == null || chosen.isEmpty()
                ? newest.stream().findFirst().map(this::find).orElse(null)
                : find(chosen);
        List<DriftReport.Item> items = whole == null ? List.of() : whole.items();
        DriftPage page = new DriftPage(
                Frames.place(location),
                whole == null ? null : report(whole.report()),
                items.stream().map(DriftPageResource::item).toList(),
                items.stream()
                        .filter(item -> item.repair() == Repair.RESYNC)
                        .map(DriftReport.Item::shipmentId)
                        .distinct()
                        .limit(Resyncs.MOST)
                        .toList(),
                newest.stream()
                        .filter(each -> whole == null
                                || !each.reportId().equals(whole.report().reportId()))
                        .map(this::report)
                        .toList(),
                told);
        return Html.page(Templates.drift(frames.of("Compared with EasyEcom", "drift"), page));
    }

    private DriftReport.Whole find(DriftReport report) {
        return find(report.reportId());
    }

    /** One of this location alone. */
    private DriftReport.Whole find(String text) {
        Location location = visitor.location();
        try {
            DriftReport.Whole whole = reports.find(location.brand(), UUID.fromString(text));
            if (whole.report().location().equals(location.code())) {
                return whole;
            }
        } catch (IllegalArgumentException e) { // no id
        }
        throw Problem.notFound("Drift report " + text);
    }

    private DriftPage.Report report(DriftReport report) {
        boolean done = report.state().equals("DONE");
        boolean well = done && report.differences() == 0 && report.notRead() == 0;
        return new DriftPage.Report(
                report.reportId(),
                report.state().equals("RUNNING"),
                done && report.notRead() > 0 ? "Not whole" : Words.plain(report.state()),
                well ? "good" : done || report.state().equals("RUNNING") ? "work" : "bad",
                times.when(report.begunAt()),
                report.begunBy().equals("night") ? "every night" : report.begunBy(),
                Floors.count(report.compared()),
                Floors.count(report.differences()),
                report.notRead() == 0 ? "" : Floors.count(report.notRead()),
                report.failure() == null ? "" : report.failure());
    }

    private static DriftPage.Item item(DriftReport.Item item) {
        boolean content = item.what() == Difference.What.CONTENT; // versions tell people nothing
        return new DriftPage.Item(
                item.shipmentId(),
                what(item.what()),
                content ? "" : value(item.ours()),
                content ? "" : value(item.theirs()),
                repair(item.repair()),
                tone(item.repair()));
    }

    private static String what(Difference.What what) {
        return switch (what) {
            case UNKNOWN_HERE -> "Not known here";
            case GONE_AT_EASYECOM -> "Gone at EasyEcom";
            case STAGE -> "Stage";
            case AWB -> "AWB";
            case HOLD -> "On hold";
            case CONTENT -> "Lines, quantities, ship-to or payment";
            case RECALL -> "Cancelled after the manifest";
        };
    }

    /** {@code true} is yes, a stage its word, an AWB as it is. */
    private static String value(String value) {
        return switch (value) {
            case null -> "none";
            case "true" -> "yes";
            case "false" -> "no";
            default -> Words.status(value);
        };
    }

    private static String repair(Repair repair) {
        return switch (repair) {
            case RESYNC -> "Read it again";
            case LOOK -> "Look at the order in EasyEcom: no read can mend it";
            case NONE -> "Nothing: it is meant to be so";
        };
    }

    private static String tone(Repair repair) {
        return switch (repair) {
            case RESYNC -> "work";
            case LOOK -> "bad";
            case NONE -> "off";
        };
    }

    private static String told(List<Resyncs.Item> read) {
        long failed = read.stream().filter(item -> item.problem() != null).count();
        long shown = read.stream().filter(Resyncs.Item::shown).count();
        long gone = read.size() - failed - shown;
        String first = read.stream()
                .filter(item -> item.problem() != null)
                .findFirst()
                .map(item -> " (" + item.shipmentId() + ": " + item.problem() + ")")
                .orElse("");
        return "Read again: " + shown + " taken in as EasyEcom shows them"
                + (gone == 0 ? "" : ", " + gone + " no longer shown at this location")
                + (failed == 0 ? "" : ", " + failed + " could not be read" + first)
                + ". Compare again to see what is left.";
    }

    private String path() {
        return Frames.path(visitor.location()) + "/drift";
    }
}
