package com.nexar.fulfilment.easyecom;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nexar.fulfilment.brands.Location;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** Confirmation of shipments (contract section 5). */
@Singleton
public class EasyEcomConfirmations {

    private final EasyEcomCalls calls;

    EasyEcomConfirmations(EasyEcomCalls calls) {
        this.calls = calls;
    }

    /**
     * Asks for a confirmation. A return means accepted, not confirmed: EasyEcom only enqueues, and the shipment's history tells
     * within seconds how it went.
     *
     * @param parcel null = EasyEcom's own figures
     * @throws EasyEcomFailure refused, unavailable or uncertain
     */
    public void confirm(Location location, long orderId, long shipmentId, UpstreamPackage parcel) {
        Map<String, String> fields = fields(orderId, shipmentId, parcel);
        String path = calls.config().paths().confirmOrder();
        var call = switch (calls.config().confirmStyle()) {
            case POST_QUERY -> call(shipmentId, HttpMethod.POST, path + Call.query(fields), null);
            case GET_QUERY -> call(shipmentId, HttpMethod.GET, path + Call.query(fields), null);
            case POST_JSON -> call(shipmentId, HttpMethod.POST, path, json(fields));
        };
        calls.write(location, call);
        calls.confirmed(location);
    }

    private static Call call(long shipmentId, HttpMethod method, String target, ObjectNode body) {
        return Call.write("confirm", shipmentId, method, target, body);
    }

    // Without invoice_id, EasyEcom may confirm every shipment of the order.
    private static Map<String, String> fields(long orderId, long shipmentId, UpstreamPackage parcel) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("order_id", Long.toString(orderId));
        fields.put("invoice_id", Long.toString(shipmentId));
        if (parcel != null) {
            put(fields, "height", parcel.heightCm());
            put(fields, "width", parcel.widthCm());
            put(fields, "length", parcel.lengthCm());
            put(fields, "weight", parcel.weightGrams());
        }
        return fields;
    }

    private static void put(Map<String, String> fields, String name, BigDecimal figure) {
        if (figure != null) {
            fields.put(name, figure.stripTrailingZeros().toPlainString());
        }
    }

    private static ObjectNode json(Map<String, String> fields) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        fields.forEach((name, value) -> body.put(name, new BigDecimal(value)));
        return body;
    }
}
