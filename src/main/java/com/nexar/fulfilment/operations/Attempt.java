package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import jakarta.inject.Singleton;
import java.util.UUID;

/** The call between intent and outcome: outside any transaction, and its failure is written down before anybody hears of it. */
@Singleton
public class Attempt {

    private final Operations operations;
    private final Transactions transactions;

    Attempt(Operations operations, Transactions transactions) {
        this.operations = operations;
        this.transactions = transactions;
    }

    /** Returns when EasyEcom took it; otherwise closes the operation (or marks its outcome unknown) and throws what happened. */
    public void run(Location location, UUID operation, Runnable call) {
        try {
            call.run();
        } catch (Problem problem) {
            transactions.run(location, () -> note(operation, problem));
            throw problem.withOperation(operation.toString());
        } catch (RuntimeException | Error bug) {
            // wherever it broke, the request may have left
            transactions.run(location, () -> operations.inUnknown(operation, null));
            throw bug;
        }
    }

    private void note(UUID operation, Problem problem) {
        if (problem.code() == ProblemCode.OUTCOME_UNKNOWN) {
            operations.inUnknown(operation, problem.retryAfter());
        } else if (problem.code() == ProblemCode.UPSTREAM_REFUSED) {
            operations.inRefused(operation, problem);
        } else {
            operations.inFailed(operation, problem);
        }
    }
}
