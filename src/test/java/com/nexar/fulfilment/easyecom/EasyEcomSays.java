package com.nexar.fulfilment.easyecom;

import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;

/** An EasyEcom whose words a test chooses. */
public final class EasyEcomSays {

    private EasyEcomSays() {}

    /** To an assignment: something that nobody understands, in these words. */
    public static void unclear(String words) {
        try (StubServer stub = new StubServer()) {
            String body =
                    JsonNodeFactory.instance.objectNode().put("message", words).toString();
            stub.on("/Carrier/assignAWB", StubServer.json(body));
            var gateways = new Gateways(stub.url());
            var order = new AssignRequest(90210001, "NexarExpress", "NXR1", "28001", null);
            catchThrowable(() -> gateways.assignments.assign(Gateways.BLR, order));
        }
    }

    /** To whoever asks for a list's next page: to go there. */
    public static void goTo(String nextUrl) {
        var gateways = new Gateways(URI.create("http://127.0.0.1:9"));
        catchThrowable(() -> gateways.orders.next(Gateways.BLR, nextUrl));
    }
}
