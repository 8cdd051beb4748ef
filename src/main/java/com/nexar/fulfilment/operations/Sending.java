package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.easyecom.EasyEcomConnection;
import com.nexar.fulfilment.easyecom.EasyEcomRefused;
import com.nexar.fulfilment.easyecom.EasyEcomUnavailable;
import com.nexar.fulfilment.easyecom.EasyEcomUncertain;
import com.nexar.fulfilment.easyecom.SendRight;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/**
 * The call between intent and outcome: outside any transaction, only while the lease is held, and its failure is written down
 * before anybody hears of it.
 */
@Singleton
public class Sending {

    /** What came of a call. */
    public sealed interface Sent<T> {

        /** EasyEcom took it; whether it took effect may have to be read back. */
        record Taken<T>(T answer) implements Sent<T> {}

        /** EasyEcom said no. Nothing is written down yet. */
        record No<T>(EasyEcomRefused refusal) implements Sent<T> {}

        /** It did not leave, or nobody knows: written down. */
        record Later<T>(Step step) implements Sent<T> {}
    }

    private final Outcomes outcomes;
    private final Transactions transactions;
    private final EasyEcomConnection easyecom;

    Sending(Outcomes outcomes, Transactions transactions, EasyEcomConnection easyecom) {
        this.outcomes = outcomes;
        this.transactions = transactions;
        this.easyecom = easyecom;
    }

    /** {@link Outcomes#inSending} comes before it, in a transaction that was waited for until it was on the disk. */
    public <T> Sent<T> send(Work work, Supplier<T> call) {
        Lease lease = work.lease();
        try {
            return new Sent.Taken<>(SendRight.during(lease::held, call));
        } catch (EasyEcomRefused e) {
            return new Sent.No<>(e);
        } catch (EasyEcomUnavailable e) {
            return new Sent.Later<>(transactions.in(work.location(), () -> inNotSent(lease, e)));
        } catch (EasyEcomUncertain e) {
            return new Sent.Later<>(transactions.in(work.location(), () -> outcomes.inUnknown(lease, e)));
        } catch (RuntimeException | Error bug) {
            transactions.run(work.location(), () -> outcomes.inUnknown(lease, easyecom.quietPeriod()));
            throw bug;
        }
    }

    private Step inNotSent(Lease lease, EasyEcomUnavailable why) {
        return why.tooOld() ? outcomes.inLookAgain(lease) : outcomes.inRetry(lease, why);
    }

    /** The same for what returns nothing. */
    public Sent<Void> send(Work work, Runnable call) {
        return send(work, () -> {
            call.run();
            return null;
        });
    }
}
