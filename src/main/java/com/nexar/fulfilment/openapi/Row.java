package com.nexar.fulfilment.openapi;

import static com.nexar.fulfilment.problems.ProblemCode.CANCELLED;
import static com.nexar.fulfilment.problems.ProblemCode.FORBIDDEN;
import static com.nexar.fulfilment.problems.ProblemCode.IDEMPOTENCY_KEY_IN_PROGRESS;
import static com.nexar.fulfilment.problems.ProblemCode.IDEMPOTENCY_KEY_REUSED;
import static com.nexar.fulfilment.problems.ProblemCode.INTERNAL;
import static com.nexar.fulfilment.problems.ProblemCode.NOT_ACCEPTABLE;
import static com.nexar.fulfilment.problems.ProblemCode.NOT_FOUND;
import static com.nexar.fulfilment.problems.ProblemCode.QUOTA_EXHAUSTED;
import static com.nexar.fulfilment.problems.ProblemCode.RATE_LIMITED;
import static com.nexar.fulfilment.problems.ProblemCode.STAGE_CONFLICT;
import static com.nexar.fulfilment.problems.ProblemCode.TOO_LARGE;
import static com.nexar.fulfilment.problems.ProblemCode.UNAUTHORIZED;
import static com.nexar.fulfilment.problems.ProblemCode.UNSUPPORTED_MEDIA_TYPE;
import static com.nexar.fulfilment.problems.ProblemCode.UPSTREAM_REFUSED;
import static com.nexar.fulfilment.problems.ProblemCode.UPSTREAM_UNAVAILABLE;
import static com.nexar.fulfilment.problems.ProblemCode.VALIDATION;

import com.nexar.fulfilment.problems.ProblemCode;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Named examples are files beside {@link Examples}; the problems are all that the operation's flow can end in. */
final class Row {

    final List<String> requests;
    final Map<String, List<String>> answers = new LinkedHashMap<>();
    final Set<ProblemCode> problems = EnumSet.of(UNAUTHORIZED, RATE_LIMITED, NOT_ACCEPTABLE, INTERNAL);

    Row(String... requests) {
        this.requests = List.of(requests);
        if (requests.length > 0) {
            problems.addAll(EnumSet.of(VALIDATION, UNSUPPORTED_MEDIA_TYPE, TOO_LARGE));
        }
    }

    Row answers(String status, String... examples) {
        answers.put(status, List.of(examples));
        return this;
    }

    Row problems(ProblemCode... codes) {
        problems.addAll(List.of(codes));
        return this;
    }

    /** Takes whatever comes. */
    Row ofAnyKind() {
        problems.removeAll(EnumSet.of(VALIDATION, UNSUPPORTED_MEDIA_TYPE, NOT_ACCEPTABLE, RATE_LIMITED));
        return this;
    }

    Row inLocation() {
        return problems(FORBIDDEN, NOT_FOUND);
    }

    Row readsEasyEcom() {
        return problems(UPSTREAM_REFUSED, UPSTREAM_UNAVAILABLE, QUOTA_EXHAUSTED);
    }

    /** Whatever keeps it from EasyEcom for now is a 202; unavailable is what could not leave for a day. */
    Row changesEasyEcom() {
        return problems(UPSTREAM_REFUSED, UPSTREAM_UNAVAILABLE, CANCELLED, STAGE_CONFLICT)
                .takesKey();
    }

    /** Every command below a location does. */
    Row takesKey() {
        return problems(VALIDATION, IDEMPOTENCY_KEY_REUSED, IDEMPOTENCY_KEY_IN_PROGRESS);
    }

    boolean takesAnything() {
        return !requests.isEmpty() && !problems.contains(VALIDATION);
    }

    boolean hasKey() {
        return problems.contains(IDEMPOTENCY_KEY_REUSED);
    }

    /** Of a webhook endpoint. */
    Row ofEndpoint() {
        return problems(NOT_FOUND, VALIDATION);
    }
}
