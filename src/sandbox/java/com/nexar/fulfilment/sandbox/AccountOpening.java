package com.nexar.fulfilment.sandbox;

import java.util.List;

/** What an account is opened with. */
record AccountOpening(
        String apiKey,
        String email,
        String password,
        String company,
        Tier tier,
        List<Location> locations,
        long firstInvoiceId,
        int products) {}
