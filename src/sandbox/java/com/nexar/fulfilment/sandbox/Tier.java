package com.nexar.fulfilment.sandbox;

/** How much an API key may ask: requests per second, burst, per day (contract §10). */
record Tier(double rate, int burst, int perDay) {
    static final Tier BRONZE = new Tier(5, 10, 50_000);

    static Tier of(String name) {
        return switch (name) {
            case "DEFAULT" -> new Tier(5, 10, 500);
            case "BRONZE" -> BRONZE;
            case "SILVER" -> new Tier(20, 40, 200_000);
            case "GOLD" -> new Tier(30, 60, 300_000);
            case "DIAMOND" -> new Tier(30, 60, 500_000);
            case "UNLIMITED" -> new Tier(Double.POSITIVE_INFINITY, Integer.MAX_VALUE, Integer.MAX_VALUE);
            default -> throw new UnusableInput("no tier is called " + name);
        };
    }

    boolean unlimited() {
        return Double.isInfinite(rate);
    }
}
