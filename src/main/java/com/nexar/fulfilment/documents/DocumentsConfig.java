package com.nexar.fulfilment.documents;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.List;
import java.util.Optional;

/** {@code fulfilment.documents.*}: PDFs. */
@ConfigMapping(prefix = "fulfilment.documents")
interface DocumentsConfig {

    /** Origins that document URLs may have, {@code *} within a host name; checked where they are fetched (room easyecom). */
    @WithName("allowed-origins")
    @WithDefault("https://ee-uploaded-files-*.s3.*.amazonaws.com")
    List<String> allowedOrigins();

    /** A larger document is not taken, in bytes. */
    @WithDefault("20000000")
    long maxBytes();

    /** Where a document lies while it is fetched; the system's temporary folder where missing. */
    Optional<String> spool();
}
