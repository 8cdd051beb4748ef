package com.nexar.fulfilment.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nexar.fulfilment.access.Here;
import com.nexar.fulfilment.access.Late;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import com.nexar.fulfilment.problems.ProblemView;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * At the door: a command that comes again with its key gets the stored answer, and an answer worth keeping is stored before it
 * leaves. Filters run where their resource does, on a virtual thread, so the database may be asked.
 */
@Provider
@Priority(Priorities.AUTHORIZATION + 100)
class IdempotencyFilter implements ContainerRequestFilter, ContainerResponseFilter {

    static final Duration SOON = Duration.ofSeconds(2);
    static final String REPLAYED = "Idempotency-Replayed";

    private static final Logger LOG = Logger.getLogger(IdempotencyFilter.class);

    /** From the moment an operation exists; all else may be tried again with the same key. */
    private static final Set<Integer> KEPT = Set.of(200, 201, 202, 207);

    private static final MediaType JSON = MediaType.APPLICATION_JSON_TYPE.withCharset("UTF-8");

    /** Filters are made before the configuration is read. */
    private final Late<Keys> keys;

    private final Late<ClaimsInHand> inHand;
    private final Late<ObjectMapper> json;
    private final KeyedRequest keyed;
    private final Here here;
    private final CurrentVertxRequest connection;

    IdempotencyFilter(
            Instance<Keys> keys,
            Instance<ClaimsInHand> inHand,
            Instance<ObjectMapper> json,
            KeyedRequest keyed,
            Here here,
            CurrentVertxRequest connection) {
        this.keys = Late.of(keys);
        this.inHand = Late.of(inHand);
        this.json = Late.of(json);
        this.keyed = keyed;
        this.here = here;
        this.connection = connection;
    }

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        Optional<KeyScope> scope = KeyedCommand.of(request, here);
        if (scope.isEmpty()) {
            return;
        }
        byte[] body = request.getEntityStream().readAllBytes();
        request.setEntityStream(new ByteArrayInputStream(body));
        switch (keys.get().claim(scope.get(), Fingerprint.of(body))) {
            case Claiming.Ours ours -> {
                keyed.begin(ours);
                inHand.get().take(ours.claim());
                watch(ours.claim());
            }
            case Claiming.Answered(StoredAnswer answer) -> request.abortWith(again(answer));
            case Claiming.Running() -> throw IdempotencyKey.inProgress();
            case Claiming.OtherBody() ->
                throw new Problem(
                        ProblemCode.IDEMPOTENCY_KEY_REUSED,
                        "This Idempotency-Key came with another body before; nothing was done for this request. Another"
                                + " request needs another key.");
        }
    }

    /** A caller may have hung up already while its key was claimed: nobody would tell the handler any more. */
    private void watch(Claim claim) {
        RoutingContext current = connection.getCurrent();
        current.addEndHandler(over -> inHand.get().abandon(claim));
        if (current.response().closed()) {
            inHand.get().abandon(claim);
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        // success is told only of an operation that has ended, and its end is durable
        boolean again = response.getStatus() == 200 && keyed.operation().isPresent();
        Optional<Claim> claim = keyed.end();
        if (claim.isEmpty()) {
            return;
        }
        try {
            if (worthKeeping(response)) {
                keep(claim.get(), response, again);
            } else {
                release(claim.get());
            }
        } finally {
            inHand.get().drop(claim.get());
        }
    }

    private void keep(Claim claim, ContainerResponseContext response, boolean again) {
        byte[] body = bytes(response.getEntity());
        MediaType type = response.getMediaType() == null ? JSON : response.getMediaType();
        StoredAnswer answer = new StoredAnswer(
                response.getStatus(), type.toString(), response.getHeaderString(HttpHeaders.LOCATION), body);
        try {
            keys.get().answer(claim, answer, again);
        } catch (RuntimeException e) {
            LOG.errorf(e, "An answer with an Idempotency-Key at %s could not be stored", claim.location());
            withhold(response);
            return;
        }
        response.setEntity(body, response.getEntityAnnotations(), type);
    }

    /** What is not stored is not said: a repeat could be told something else. An exception would break the answer of another. */
    private static void withhold(ContainerResponseContext response) {
        Object traceId = MDC.get("traceId");
        Problem problem = new Problem(
                ProblemCode.INTERNAL,
                "The answer could not be stored, so it is not given. What was done stands; ask again with the same key.");
        response.setStatus(problem.code().status());
        response.getHeaders().remove(HttpHeaders.LOCATION);
        response.setEntity(
                problem.view(traceId == null ? "none" : traceId.toString()),
                response.getEntityAnnotations(),
                MediaType.valueOf(ProblemView.MEDIA_TYPE));
    }

    private static Response again(StoredAnswer answer) {
        Response.ResponseBuilder again = Response.status(answer.status())
                .entity(answer.body())
                .type(answer.contentType())
                .header(REPLAYED, "true");
        if (answer.locationHeader() != null) {
            again.header(HttpHeaders.LOCATION, answer.locationHeader());
        }
        return again.build();
    }

    private static boolean worthKeeping(ContainerResponseContext response) {
        return KEPT.contains(response.getStatus())
                || response.getEntity() instanceof ProblemView problem
                        && problem.code().equals(ProblemCode.UPSTREAM_REFUSED.code());
    }

    /** Must not change the answer; where it fails, the lease ends by itself. */
    private void release(Claim claim) {
        try {
            keys.get().release(claim);
        } catch (RuntimeException e) {
            LOG.warnf(e, "An Idempotency-Key at %s stays taken until its lease ends", claim.location());
        }
    }

    private byte[] bytes(Object entity) {
        try {
            return switch (entity) {
                case null -> new byte[0];
                case byte[] bytes -> bytes;
                default -> json.get().writeValueAsBytes(entity);
            };
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
