package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/** The answer of a command whose outcome is still open: 202, where to look, and how it stands. */
@Singleton
public class OperationAnswer {

    private final Operations operations;

    OperationAnswer(Operations operations) {
        this.operations = operations;
    }

    public RestResponse<OperationView> accepted(Location location, UUID operation) {
        return RestResponse.ResponseBuilder.<OperationView>create(202)
                .header(HttpHeaders.LOCATION, location.path() + "/operations/" + operation)
                .entity(operations.view(location, operation))
                .build();
    }
}
