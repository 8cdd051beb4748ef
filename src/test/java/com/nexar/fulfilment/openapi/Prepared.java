package com.nexar.fulfilment.openapi;

import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.orders.SyncNow;
import java.util.List;
import java.util.Map;

/** What an operation needs to succeed at wall/wl1: those that move a shipment get one of their own, in the stage before. */
final class Prepared {

    private static final String AT = "/v1/brands/{brand}/locations/{location}";

    private final EasyEcom easyecom = EasyEcom.acme().account("wall-api-key");
    private final Wms wms = Wms.at(Ground.WALL_1_KEY, "wall/wl1");
    private final SyncNow sync;
    private final Things own;

    Prepared(SyncNow sync, Things own) {
        this.sync = sync;
        this.own = own;
    }

    Things to(String operation) {
        return switch (operation.replace(AT, "")) {
            case "put /shipments/{shipmentId}/assignment",
                    "put /shipments/{shipmentId}/hold",
                    "post /shipments/{shipmentId}/confirmation",
                    "post /confirmations",
                    "put /acknowledgements" -> shipment(received());
            case "delete /shipments/{shipmentId}/assignment" -> {
                long id = received();
                wms.assign(id, "OWN" + id).statusCode(200);
                yield shipment(id);
            }
            case "delete /shipments/{shipmentId}/hold" -> {
                long id = received();
                wms.put("/shipments/" + id + "/hold", Map.of("reason", "short")).statusCode(200);
                yield shipment(id);
            }
            case "post /manifests" -> {
                long id = received();
                wms.assign(id, "OWN" + id).statusCode(200);
                wms.confirm(id).statusCode(200);
                yield shipment(id);
            }
            case "post /cancellations/{shipmentId}/decision" -> {
                long id = received();
                wms.put("/acknowledgements", Map.of("shipmentIds", List.of("" + id)))
                        .statusCode(200);
                easyecom.act(id, "cancellation");
                sync.orders("wall/wl1");
                yield shipment(id);
            }
            case "post /v1/admin/replays" -> {
                long id = received();
                easyecom.act(id, "confirm-fail");
                yield own.with(
                        "operationId", wms.confirm(id).statusCode(422).extract().path("operationId"));
            }
            case "delete /v1/webhook-endpoints/{endpointId}" ->
                own.with("endpointId", Things.endpoint(Ground.WALL_KEY, "wall", "wl1"));
            default -> own;
        };
    }

    private Things shipment(long id) {
        return own.with("shipmentId", "" + id);
    }

    private long received() {
        long id = easyecom.order("nx8400000001");
        sync.orders("wall/wl1");
        return id;
    }
}
