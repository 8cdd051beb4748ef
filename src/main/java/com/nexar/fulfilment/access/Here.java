package com.nexar.fulfilment.access;

import com.nexar.fulfilment.brands.Location;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** The request at hand: who calls, and which location its path names, already checked against the caller's key. */
@RequestScoped
public class Here {

    private Caller caller;
    private Location location;
    private Rate rate;

    public Caller caller() {
        return caller;
    }

    /** The location of the path; only in resources below {@code /v1/brands/{brand}/locations/{location}}. */
    public Location location() {
        if (location == null) {
            throw new IllegalStateException("This path names no location");
        }
        return location;
    }

    /** As {@link #location()}, for what stands at every door. */
    public Optional<Location> place() {
        return Optional.ofNullable(location);
    }

    /** How the caller stands with its limit; empty where nobody is counted. */
    public Optional<Rate> rate() {
        return Optional.ofNullable(rate);
    }

    void caller(Caller caller) {
        this.caller = caller;
    }

    void rate(Rate rate) {
        this.rate = rate;
    }

    void location(Location location) {
        this.location = location;
    }
}
