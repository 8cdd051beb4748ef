package com.nexar.fulfilment.easyecom;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/** The settings of {@code fulfilment.documents.*} that are read here. */
@ConfigMapping(prefix = "fulfilment.documents")
interface DocumentOriginsConfig {

    String PRIVATE = "fulfilment.documents.allow-private-addresses";

    /** Where document URLs may point: scheme, host and port; a {@code *} stands for one label of the host or a part of it. */
    @WithDefault("https://ee-uploaded-files-*.s3.*.amazonaws.com")
    List<String> allowedOrigins();

    /**
     * Whether these may resolve to addresses inside this network. One that is written as an address, or {@code localhost}, may do so
     * anyway.
     */
    @WithDefault("false")
    boolean allowPrivateAddresses();
}
