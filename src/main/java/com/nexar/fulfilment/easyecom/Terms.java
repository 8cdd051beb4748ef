package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.brands.Tier;
import java.time.Duration;

/**
 * What a brand's x-api-key may send, and how we share it.
 *
 * @param reserve calls of the day that only commands may use
 */
record Terms(Tier tier, int reserve, QuotaDay day) {

    /** A permit that has not been used for so long never will be. */
    static final Duration LAPSE = Duration.ofMillis(500);

    static Terms of(Tier tier, EasyEcomConfig.Quota config) {
        return new Terms(tier, (int) (tier.perDay() * config.commandReserve()), config.resets());
    }

    boolean unlimited() {
        return tier == Tier.UNLIMITED;
    }

    /**
     * What leaves within any time {@code x} was taken within {@code x + lapse}, so at most {@code capacity + rate * (x + lapse)}
     * leave: with {@code capacity = burst - rate * lapse} that is the tier's own {@code burst + rate * x}.
     */
    double capacity() {
        return tier.burst() - tier.perSecond() * LAPSE.toMillis() / 1000.0;
    }

    double floor(Lane lane) {
        return capacity() * lane.floor();
    }

    /** Of the day, before anything is used. */
    int perDay(Lane lane) {
        return lane == Lane.COMMANDS ? tier.perDay() : tier.perDay() - reserve;
    }
}
