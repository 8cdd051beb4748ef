package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.problems.Problem;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * What a command answers (design section 4): its result when it is done within the wait, a problem when it is refused, else 202
 * with where to look and how it stands.
 */
@Singleton
public class OperationAnswer {

    private static final Set<OperationState> WITH_RESULT = EnumSet.of(OperationState.SUCCEEDED, OperationState.PARTIAL);

    private final Operations operations;
    private final Wait wait;

    OperationAnswer(Operations operations, Wait wait) {
        this.operations = operations;
        this.wait = wait;
    }

    /**
     * @param operation null where nothing had to be done
     * @param result what success looks like
     */
    public RestResponse<?> of(
            Location location, UUID operation, Duration most, Supplier<? extends RestResponse<?>> result) {
        if (operation == null) {
            return result.get();
        }
        Wait.End end = wait.forEnd(location, operation, most);
        if (!end.state().finished()) {
            return accepted(location, end.seen());
        }
        Optional<Problem> problem =
                WITH_RESULT.contains(end.state()) ? Optional.empty() : operations.problem(location, operation);
        if (problem.isPresent()) {
            throw problem.get();
        }
        return result.get();
    }

    private static RestResponse<OperationView> accepted(Location location, OperationView operation) {
        return RestResponse.ResponseBuilder.<OperationView>create(202)
                .header(HttpHeaders.LOCATION, location.path() + "/operations/" + operation.operationId())
                .entity(operation)
                .build();
    }
}
