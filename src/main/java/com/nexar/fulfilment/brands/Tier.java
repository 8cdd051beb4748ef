package com.nexar.fulfilment.brands;

/** What EasyEcom allows per x-api-key: requests a second, burst, requests a day (contract section 10). */
public enum Tier {
    DEFAULT(5, 10, 500),
    BRONZE(5, 10, 50_000),
    SILVER(20, 40, 200_000),
    GOLD(30, 60, 300_000),
    DIAMOND(30, 60, 500_000),
    UNLIMITED(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

    private final int perSecond;
    private final int burst;
    private final int perDay;

    Tier(int perSecond, int burst, int perDay) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.perDay = perDay;
    }

    public int perSecond() {
        return perSecond;
    }

    public int burst() {
        return burst;
    }

    public int perDay() {
        return perDay;
    }
}
