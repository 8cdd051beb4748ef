package com.nexar.fulfilment.secrets;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** {@code fulfilment.secrets.*}: what protects that which is stored encrypted. */
@ConfigMapping(prefix = "fulfilment.secrets")
interface SecretsConfig {

    /** Secret, required: 32 bytes in base64. {@link Secrets} checks it, after the database was asked for. */
    Optional<String> key();
}
