package com.nexar.fulfilment.changes;

import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;
import java.time.Duration;

/** That something was committed to a location's feed, for who looks at more than the feed. A hint: look by yourself now and then, too. */
@Singleton
public class Pulse {

    private final Wakes wakes;

    Pulse(Wakes wakes) {
        this.wakes = wakes;
    }

    /** Where it stands; to be asked before looking. */
    public long number(Location location) {
        return wakes.number(FeedName.of(location));
    }

    /** Until it is past this number, or the time is over, or the pod stops. */
    public void await(Location location, long number, Duration most) throws InterruptedException {
        wakes.await(FeedName.of(location), number, most);
    }

    /** The pod stops: whoever waits goes. */
    public boolean ended() {
        return wakes.ended();
    }
}
