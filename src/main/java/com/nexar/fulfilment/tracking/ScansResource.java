package com.nexar.fulfilment.tracking;

import com.nexar.fulfilment.access.Here;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.CallsEasyEcom;
import com.nexar.fulfilment.operations.Wait;
import com.nexar.fulfilment.orders.BulkAnswer;
import com.nexar.fulfilment.orders.BulkItem;
import com.nexar.fulfilment.orders.BulkItems;
import com.nexar.fulfilment.orders.BulkView;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/brands/{brand}/locations/{location}/tracking-events")
@Tag(name = "Tracking", description = "What the courier did with the parcel after its manifest")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class ScansResource {

    private final BulkScans bulk;
    private final BulkItems items;
    private final BulkAnswer answer;
    private final Wait wait;
    private final Here here;

    ScansResource(BulkScans bulk, BulkItems items, BulkAnswer answer, Wait wait, Here here) {
        this.bulk = bulk;
        this.items = items;
        this.answer = answer;
        this.wait = wait;
        this.here = here;
    }

    @CallsEasyEcom
    @POST
    @Operation(
            summary =
                    "Report up to 200 scans, each by itself and in order per shipment; one result per item, in the order asked")
    @APIResponse(
            responseCode = "207",
            description = "For each item what the single scan would have been answered with",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = BulkView.class)))
    public RestResponse<BulkView> reportAll(
            @Parameter(
                            description = "wait=N (seconds, default 25) for all together, or respond-async",
                            example = "wait=25")
                    @HeaderParam("Prefer")
                    String prefer,
            @Valid @NotNull(message = "a JSON body is needed") ReportMany order) {
        Location location = here.location();
        Duration most = wait.of(prefer);
        List<BulkItem<ReportScan>> asked = items.read(order.items(), ReportScan.class);
        return answer.of(location, bulk.take(location, asked, here.caller().name()), most);
    }
}
