package com.nexar.fulfilment.idempotency;

/** An answer as it left: the same bytes leave again. {@code contentType} and {@code locationHeader} are null where it had none. */
record StoredAnswer(int status, String contentType, String locationHeader, byte[] body) {}
