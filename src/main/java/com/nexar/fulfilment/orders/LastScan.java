package com.nexar.fulfilment.orders;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/** The latest scan by its own time; a scan before it is late and does not move the stage. */
@RegisterForReflection
public record LastScan(String status, Instant occurredAt, String location, String note) {}
