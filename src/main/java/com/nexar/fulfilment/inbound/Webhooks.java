package com.nexar.fulfilment.inbound;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The door for people: how EasyEcom's webhooks of a location stand. */
@Singleton
public class Webhooks {

    /**
     * How they stand.
     *
     * @param since from when on; null before the guardian looked for the first time
     * @param lastReceivedAt null before the first
     * @param taken messages answered with 2xx, by EasyEcom's windows
     * @param failures other answers, by EasyEcom's windows
     * @param strangers other answers to requests that do not even say that they are EasyEcom's, by the same windows
     * @param waiting shipments that were named and are still to be read
     */
    public record Standing(
            WebhooksState state,
            Instant since,
            Instant lastReceivedAt,
            Map<FailureWindow, Integer> taken,
            Map<FailureWindow, Integer> failures,
            Map<FailureWindow, Integer> strangers,
            int waiting) {}

    private final Guards guards;
    private final Reads reads;
    private final Transactions transactions;
    private final InboundConfig config;

    Webhooks(Guards guards, Reads reads, Transactions transactions, InboundConfig config) {
        this.guards = guards;
        this.reads = reads;
        this.transactions = transactions;
        this.config = config;
    }

    public Standing standing(Location location) {
        return transactions.in(location, () -> {
            Guards.Guard guard = guards.inKnown(location);
            return new Standing(
                    guard.state(),
                    guard.since(),
                    guards.inLastReceived(location, guard),
                    guards.inTaken(location),
                    guards.inFailures(location),
                    guards.inStrangers(location),
                    reads.inWaiting(location));
        });
    }

    /** How often orders are asked for in this state, before the day's calls have their say; null = as configured. */
    public Duration pollingEvery(WebhooksState state) {
        return switch (state) {
            case WORKING -> config.polling().working();
            case SILENT, FAILING -> config.polling().degraded();
            case NEVER_SEEN -> null;
        };
    }
}
