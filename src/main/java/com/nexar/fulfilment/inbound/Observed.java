package com.nexar.fulfilment.inbound;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What the guardian sees of a location's webhooks at one moment, and what it makes of it.
 *
 * @param lastReceivedAt null before the first
 * @param lastFailureAt of our answers other than 2xx; null where there was none in a day
 * @param failures of our answers other than 2xx, by EasyEcom's windows
 * @param unannounced polling found a change after the last message, patience ago, that no message announced
 */
record Observed(
        Instant lastReceivedAt, Instant lastFailureAt, Map<FailureWindow, Integer> failures, boolean unannounced) {

    /**
     * How they stand.
     *
     * @param was how they stood
     * @param since from when on
     */
    WebhooksState state(WebhooksState was, Instant since, Instant now, InboundConfig.Guardian config) {
        if (nearLimits(config.alarm()) && !recovered(now, config.patience())) {
            return WebhooksState.FAILING;
        }
        if (lastReceivedAt == null) {
            return WebhooksState.NEVER_SEEN;
        }
        boolean stillSilent = was == WebhooksState.SILENT && !lastReceivedAt.isAfter(since);
        return unannounced || stillSilent ? WebhooksState.SILENT : WebhooksState.WORKING;
    }

    private boolean nearLimits(double alarm) {
        return failures.entrySet().stream().anyMatch(each -> each.getKey().near(each.getValue(), alarm));
    }

    /** EasyEcom goes on counting for hours; one that was taken after the last failure, and none since, is good enough. */
    private boolean recovered(Instant now, Duration patience) {
        return lastFailureAt != null
                && lastReceivedAt != null
                && lastReceivedAt.isAfter(lastFailureAt)
                && lastFailureAt.plus(patience).isBefore(now);
    }
}
