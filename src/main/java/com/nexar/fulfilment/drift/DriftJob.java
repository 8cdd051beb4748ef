package com.nexar.fulfilment.drift;

import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import org.jboss.logging.Logger;

/** Begins the night's reports; the database lets one pod do it. */
@Singleton
class DriftJob {

    private static final Logger LOG = Logger.getLogger(DriftJob.class);

    /** Whoever was not there for the whole night does not begin one in the middle of the day. */
    private static final Duration NIGHT = Duration.ofHours(3);

    private final DriftReports reports;
    private final Brands brands;
    private final DriftConfig config;
    private final Clock clock;

    DriftJob(DriftReports reports, Brands brands, DriftConfig config, Clock clock) {
        this.reports = reports;
        this.brands = brands;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "{fulfilment.drift.look-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        ZonedDateTime now = clock.instant().atZone(config.zone());
        Duration since = Duration.between(config.at(), now.toLocalTime());
        if (since.isNegative() || since.compareTo(NIGHT) > 0) {
            return;
        }
        for (Location location : brands.locations()) {
            try {
                reports.ofNight(location, now.toLocalDate());
            } catch (Exception e) { // the rim: the next round tries again
                LOG.warnf("The night's comparison of %s could not begin: %s", location, e.getMessage());
            }
        }
    }

    @Scheduled(every = "{fulfilment.drift.sweep-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        for (Location location : brands.locations()) {
            try {
                reports.forget(location);
            } catch (Exception e) { // the rim: the next round tries again
                LOG.warnf("Old comparisons of %s could not be deleted: %s", location, e.getMessage());
            }
        }
    }
}
