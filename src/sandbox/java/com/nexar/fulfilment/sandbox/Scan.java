package com.nexar.fulfilment.sandbox;

/** One entry of a shipment's tracking history, as the courier sent it. */
record Scan(String status, String time, String location) {}
