package com.nexar.fulfilment.easyecom;

import java.net.URI;

/** What the manifest call says; its shape is not public, so both may be null and the shipments decide. */
public record ManifestReply(String number, URI document) {}
