package com.nexar.fulfilment.easyecom;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.nexar.fulfilment.brands.Location;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/** Carrier and AWB of a shipment (contract section 4). One AWB per shipment, before its confirmation. */
@Singleton
public class EasyEcomAssignments {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final EasyEcomCalls calls;

    EasyEcomAssignments(EasyEcomCalls calls) {
        this.calls = calls;
    }

    /**
     * Assigns.
     *
     * @throws EasyEcomFailure refused, unavailable or uncertain
     */
    public void assign(Location location, AssignRequest request) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("invoiceId", request.shipmentId())
                .put("courier", request.courier())
                .put("awbNum", request.awb());
        if (NUMBER.matcher(request.carrierId()).matches()) {
            body.put("companyCarrierId", Long.parseLong(request.carrierId()));
        } else {
            body.put("companyCarrierId", request.carrierId());
        }
        if (request.labelUrl() != null) {
            body.put("shippingLabelUrl", request.labelUrl());
        }
        String path = calls.config().paths().assignAwb();
        calls.write(location, Call.write("assign", request.shipmentId(), HttpMethod.POST, path, body));
    }

    /** Whether another AWB replaces the one that is there: {@code fulfilment.easyecom.assign-again}. */
    public boolean overwrites() {
        return calls.config().assignAgain() == EasyEcomConfig.AssignAgain.OVERWRITES;
    }

    /** Whether the configuration names the path, which is not public: {@code fulfilment.easyecom.paths.unassign-awb}. */
    public boolean canUnassign() {
        return calls.config().paths().unassignAwb().isPresent();
    }

    /**
     * Takes an assignment back.
     *
     * @throws IllegalStateException where {@link #canUnassign()} says no
     * @throws EasyEcomFailure refused, unavailable or uncertain
     */
    public void unassign(Location location, long shipmentId) {
        String path = calls.config()
                .paths()
                .unassignAwb()
                .orElseThrow(() -> new IllegalStateException("fulfilment.easyecom.paths.unassign-awb is not set"));
        var body = JsonNodeFactory.instance.objectNode().put("invoice_id", shipmentId);
        calls.write(location, Call.write("unassign", shipmentId, HttpMethod.POST, path, body));
    }
}
