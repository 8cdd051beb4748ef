package com.nexar.fulfilment.sandbox;

/** One warehouse of an account: a location key, and a token of its own. */
record Location(String key, String name, int warehouseId, String city, String state, String stateCode, String pin) {

    static Location of(String key, String name, int warehouseId) {
        return warehouseId % 2 == 1
                ? new Location(key, name, warehouseId, "Bengaluru", "Karnataka", "29", "560048")
                : new Location(key, name, warehouseId, "Bhiwandi", "Maharashtra", "27", "421302");
    }

    String gst() {
        return stateCode + "DEMOX0000X1Z0";
    }
}
