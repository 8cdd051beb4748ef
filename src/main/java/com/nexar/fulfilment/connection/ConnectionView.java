package com.nexar.fulfilment.connection;

import com.nexar.fulfilment.easyecom.Quota;
import com.nexar.fulfilment.easyecom.QuotaDay;
import com.nexar.fulfilment.operations.OperationCounts;
import com.nexar.fulfilment.pauses.Pause;
import com.nexar.fulfilment.sync.Feed;
import com.nexar.fulfilment.sync.SyncProgress;
import com.nexar.fulfilment.sync.WalkStanding;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Connection")
record ConnectionView(
        @Schema(required = true, examples = "acme") String brand,
        @Schema(required = true, examples = "blr1") String location,
        @Schema(required = true) Token token,
        @Schema(required = true) QuotaNow quota,
        @Schema(required = true) Polling polling,

        @Schema(
                required = true,
                enumeration = {"CLOSED", "OPEN", "HALF_OPEN"})
        String breaker,

        @Schema(nullable = true) Instant lastCallAt,

        @Schema(nullable = true, description = "When the tip of the orders was last read whole")
        Instant lastSyncAt,

        @Schema(nullable = true, description = "Seconds between EasyEcom and us: how old the tip is")
        Long lagSeconds,

        @Schema(nullable = true) LastError lastError,

        @Schema(nullable = true, description = "What an operator holds back; null where nothing is")
        Pause paused,

        @Schema(required = true) OperationsNow operations,
        @Schema(required = true) WebhooksView webhooks,
        @Schema(required = true) List<Sync> sync) {

    @Schema(name = "OperationsState", description = "Of this location")
    record OperationsNow(
            @Schema(required = true, description = "Not finished")
            int open,

            @Schema(required = true, description = "Of these, sent without a word whether it took effect")
            int outcomeUnknown,

            @Schema(required = true, description = "Of these, for an operator to settle")
            int needPerson,

            @Schema(
                    required = true,
                    description =
                            "Requests that took effect later than the quiet period, so that EasyEcom may have done"
                                    + " something twice; 0 is what to expect")
            int lateArrivals) {

        static OperationsNow of(OperationCounts.Standing standing) {
            return new OperationsNow(
                    standing.open(), standing.outcomeUnknown(), standing.needPerson(), standing.lateArrivals());
        }
    }

    @Schema(name = "TokenState", description = "Never the token itself")
    record Token(
            @Schema(nullable = true) Instant issuedAt,
            @Schema(nullable = true) Instant expiresAt,
            @Schema(nullable = true) Long ageSeconds) {}

    @Schema(name = "QuotaState", description = "Of the brand's x-api-key, over all pods and locations")
    record QuotaNow(
            @Schema(required = true, examples = "BRONZE") String tier,

            @Schema(nullable = true, description = "Calls left today; null where unlimited")
            Integer leftToday,

            @Schema(nullable = true, description = "Calls of today that only commands may use; null where unlimited")
            Integer commandReserve,

            @Schema(nullable = true, description = "Null where unlimited, and where the day begins with the next call")
            Instant resetsAt,

            @Schema(required = true, description = "When the day ends: fulfilment.easyecom.quota.resets")
            QuotaDay resets) {

        static QuotaNow of(Quota quota) {
            return new QuotaNow(
                    quota.tier().name(), quota.leftToday(), quota.commandReserve(), quota.resetsAt(), quota.resets());
        }
    }

    @Schema(name = "PollingState", description = "How often the location's orders are asked for")
    record Polling(
            @Schema(nullable = true, description = "As configured; null where switched off", examples = "PT30S")
            String every,

            @Schema(nullable = true, description = "As the rest of the day's calls allows now", examples = "PT30S")
            String effectiveEvery,

            @Schema(nullable = true, description = "Calls today per shipment confirmed today, of the whole brand")
            Double callsPerOrder) {}

    @Schema(name = "LastError")
    record LastError(
            @Schema(required = true) Instant at,
            @Schema(required = true) String message) {}

    @Schema(name = "SyncState")
    record Sync(
            @Schema(required = true) Feed feed,
            @Schema(nullable = true) Instant doneUntil,

            @Schema(nullable = true, description = "Where a back-fill ends")
            Instant goal,

            @Schema(required = true) long pages,
            @Schema(required = true) long rows,

            @Schema(
                    nullable = true,
                    description = "Of a back-fill, the first sync's look-back; null for walks without an end")
            SyncProgress progress,

            @Schema(nullable = true) Instant lastSuccessAt,
            @Schema(nullable = true) String lastError,
            @Schema(nullable = true) Instant lastErrorAt) {

        static Sync of(WalkStanding walk) {
            return new Sync(
                    walk.feed(),
                    walk.doneUntil(),
                    walk.goal(),
                    walk.pages(),
                    walk.rows(),
                    walk.progress(),
                    walk.lastSuccessAt(),
                    walk.lastError(),
                    walk.lastErrorAt());
        }
    }
}
