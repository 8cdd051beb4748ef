package com.nexar.fulfilment.easyecom;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/** The one setting of {@code fulfilment.documents.*} that is read here. */
@ConfigMapping(prefix = "fulfilment.documents")
interface DocumentOriginsConfig {

    /** Where document URLs may point: scheme, host and port; a {@code *} stands for one label of the host or a part of it. */
    @WithDefault("https://ee-uploaded-files-*.s3.*.amazonaws.com")
    List<String> allowedOrigins();
}
