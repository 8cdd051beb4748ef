package com.nexar.fulfilment.faults.checks;

import java.time.Instant;

/** What somebody did to a shipment in EasyEcom's own pages: cancellation, hold, release, relocation, content, confirm-fail, … */
public record Act(Instant at, long shipment, String what) {}
