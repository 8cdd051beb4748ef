package com.nexar.fulfilment.access;

import com.nexar.fulfilment.brands.Location;
import java.util.Set;

/**
 * A known client: its name, and what its key opens.
 *
 * @param keyId which of its keys: the key's public id, or the beginning of its SHA-256 where it has none
 */
public record Caller(String name, String keyId, Set<String> brands, Set<String> locations, Set<Role> roles) {

    public boolean sees(Location location) {
        return seesBrand(location.brand()) && (locations.isEmpty() || locations.contains(location.ref()));
    }

    public boolean seesBrand(String brand) {
        return brands.contains("*") || brands.contains(brand);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }
}
