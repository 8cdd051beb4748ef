package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.operations.BulkOperations.Standing;
import com.nexar.fulfilment.operations.Wait;
import com.nexar.fulfilment.problems.Problem;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.RestResponse;

/** Answers a bulk: 207, for each item what the single command would have been answered with. */
@Singleton
public class BulkAnswer {

    private static final int MULTI_STATUS = 207;

    private final ManyShipments shipments;
    private final Wait wait;

    BulkAnswer(ManyShipments shipments, Wait wait) {
        this.shipments = shipments;
        this.wait = wait;
    }

    /** @param most for all of them together */
    public RestResponse<BulkView> of(Location location, List<? extends BulkItem<?>> items, Duration most) {
        List<UUID> operations =
                items.stream().map(BulkItem::operation).filter(Objects::nonNull).toList();
        Map<UUID, Standing> standing = wait.forEnds(location, operations, most);
        List<Long> done = items.stream()
                .filter(item -> !item.wrong())
                .map(BulkItem::shipmentId)
                .toList();
        Map<Long, ShipmentView> views = shipments.views(location, done);
        List<BulkView.Item> answers = items.stream()
                .map(item -> answer(location, item, standing, views))
                .toList();
        return RestResponse.ResponseBuilder.<BulkView>create(MULTI_STATUS)
                .entity(new BulkView(answers))
                .build();
    }

    private static BulkView.Item answer(
            Location location, BulkItem<?> item, Map<UUID, Standing> standing, Map<Long, ShipmentView> views) {
        if (item.wrong()) {
            return problem(item, item.problem());
        }
        Standing stands = item.operation() == null ? null : standing.get(item.operation());
        ShipmentView view = views.get(item.shipmentId());
        if (view == null || item.operation() != null && stands == null) {
            return problem(item, Orders.unknown(location, item.shipmentId())); // it has moved meanwhile
        }
        if (stands != null && !stands.view().state().finished()) {
            return new BulkView.Item(item.asked(), 202, null, stands.view(), null);
        }
        return stands != null && stands.problem() != null
                ? problem(item, stands.problem())
                : new BulkView.Item(item.asked(), 200, view, null, null);
    }

    private static BulkView.Item problem(BulkItem<?> item, Problem problem) {
        Object traceId = MDC.get("traceId");
        return new BulkView.Item(
                item.asked(),
                problem.code().status(),
                null,
                null,
                problem.view(traceId == null ? "none" : traceId.toString()));
    }
}
