package com.nexar.fulfilment.brands;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code fulfilment.brands.*}: the brands and locations of this deployment. */
@ConfigMapping(prefix = "fulfilment.brands")
interface BrandsConfig {

    /** By the code that stands in our paths: lower-case letters, digits and dashes. */
    @WithParentName
    Map<String, BrandConfig> brands();

    interface BrandConfig {

        EasyEcomConfig easyecom();

        /** By the code that stands in our paths. */
        Map<String, LocationConfig> locations();
    }

    interface EasyEcomConfig {

        /** Base URL, such as {@code https://api.easyecom.io}. */
        URI url();

        /** Secret: the account's x-api-key. */
        String apiKey();

        /** The API user's e-mail address. */
        String email();

        /** Secret: the API user's password. */
        String password();

        /** What EasyEcom allows this key. */
        @WithDefault("DEFAULT")
        Tier tier();

        /** Secret: what EasyEcom sends us with its webhooks, in {@code Access-Token} or as a Bearer token. */
        Optional<String> webhookToken();

        /**
         * Ids that {@code X-Easyecom-Company-Id} may hold where EasyEcom sends its webhooks without any token (contract section 9).
         * No secret: only where nobody but EasyEcom reaches the address.
         */
        Optional<List<String>> webhookCompanies();
    }

    interface LocationConfig {

        /** EasyEcom's location key. */
        String key();

        /** What people call the location; its code where missing. */
        Optional<String> name();
    }
}
