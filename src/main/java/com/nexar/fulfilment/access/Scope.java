package com.nexar.fulfilment.access;

import com.nexar.fulfilment.brands.Location;

/** Which rows a transaction may see; the database enforces it (row-level security, design section 5). */
public record Scope(String brand, String location) {

    private static final String ALL = "*";

    /** For workers that look for due work over all locations, and for nothing else. */
    public static final Scope CLAIMING = new Scope(ALL, ALL);

    public static Scope of(Location location) {
        return new Scope(location.brand(), location.code());
    }

    /** Administration: all locations of one brand. */
    public static Scope administrationOf(String brand) {
        return new Scope(brand, ALL);
    }
}
