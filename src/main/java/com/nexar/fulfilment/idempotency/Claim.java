package com.nexar.fulfilment.idempotency;

import com.nexar.fulfilment.brands.Location;
import java.util.UUID;

/** A key that is this request's to work on; {@code token} is no longer true once another request has taken it over. */
record Claim(Location location, String scope, UUID token) {}
