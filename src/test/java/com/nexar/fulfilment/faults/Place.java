package com.nexar.fulfilment.faults;

/** A location as brand/location. */
final class Place {

    private Place() {}

    static String path(String ref) {
        String[] parts = ref.split("/");
        return "/v1/brands/" + parts[0] + "/locations/" + parts[1];
    }

    static String brand(String ref) {
        return ref.substring(0, ref.indexOf('/'));
    }
}
