package com.nexar.fulfilment.faults.checks;

/** A row of EasyEcom's that was set aside. */
public record Quarantined(String brand, String location, Long upstreamId, int times) {}
