package com.nexar.fulfilment.access;

import com.nexar.fulfilment.brands.Location;
import java.util.Set;

/**
 * A known client: its name, and what its key opens.
 *
 * @param keyId which of its keys: the beginning of the key's SHA-256
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
