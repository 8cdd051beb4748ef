package com.nexar.fulfilment.sync;

import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far a walk with a goal has come, and how fast: an estimate, because EasyEcom says neither how many rows nor how they lie in time. */
@Schema(
        name = "SyncProgress",
        description = "Of a walk that has an end; estimated, because EasyEcom does not say how much there is")
public record SyncProgress(
        @Schema(required = true, description = "Of the stretch of time that is walked, 0 to 100", examples = "37.5")
        double percent,

        @Schema(nullable = true, description = "While it worked; null before the first page")
        Long rowsPerMinute,

        @Schema(
                nullable = true,
                description = "As it went so far, pauses left out; null while too little is done to say")
        Long secondsLeft) {

    /** Less than that says too little about the rest. */
    private static final double TELLING = 0.01;

    /**
     * @param begunFrom where the walk began; null before the first page
     * @param windowDone how much of the window under way, 0 to 1
     * @param rows of {@code seconds}
     */
    static SyncProgress of(Instant begunFrom, SyncCursor at, double windowDone, long rows, double seconds) {
        if (at.goal() == null || begunFrom == null) {
            return null;
        }
        double all = Duration.between(begunFrom, at.goal()).toMillis();
        double covered = Duration.between(begunFrom, at.doneUntil()).toMillis();
        if (at.windowTo() != null) {
            covered +=
                    windowDone * Duration.between(at.doneUntil(), at.windowTo()).toMillis();
        }
        double part = all <= 0 ? 1 : Math.clamp(covered / all, 0.0, 1.0);
        Long rate = seconds <= 0 ? null : Math.round(rows * 60 / seconds);
        Long left = part < TELLING ? null : Math.round(seconds * (1 - part) / part);
        return new SyncProgress(Math.floor(part * 1000) / 10, rate, left);
    }
}
