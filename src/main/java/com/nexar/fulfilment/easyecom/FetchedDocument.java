package com.nexar.fulfilment.easyecom;

/** @param sha256 lower-case hex */
public record FetchedDocument(long bytes, String sha256) {}
