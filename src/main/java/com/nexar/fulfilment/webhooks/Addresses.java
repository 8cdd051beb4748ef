package com.nexar.fulfilment.webhooks;

import com.nexar.fulfilment.addresses.Lookup;
import com.nexar.fulfilment.addresses.NotAllowed;
import com.nexar.fulfilment.addresses.PublicAddress;
import com.nexar.fulfilment.problems.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/**
 * Where webhooks may go. A URL comes from outside, and so does what its name resolves to: it is checked when the endpoint is made and
 * again at each delivery, which connects to the very address that was checked.
 */
@Singleton
class Addresses {

    static final int LONGEST = 1000;

    private static final int MOST_PORT = 65_535;

    private static final String SETTING = "fulfilment.webhooks.allow-private-addresses";

    private static final String REMEDY = "endpoints inside this network need " + SETTING + "=true";

    private final boolean anywhere;
    private final Lookup lookup;

    @Inject
    Addresses(WebhooksConfig config) {
        this(config.allowPrivateAddresses(), new Lookup(config.allowPrivateAddresses(), REMEDY));
    }

    Addresses(boolean anywhere, Lookup.Names names) {
        this(anywhere, new Lookup(anywhere, REMEDY, names, PublicAddress::is));
    }

    Addresses(boolean anywhere, Lookup lookup) {
        this.anywhere = anywhere;
        this.lookup = lookup;
    }

    /** The URL of an endpoint as it is kept; a problem of the field {@code url} where it cannot be one. */
    URI checked(String text) {
        URI url = parsed(text);
        try {
            resolved(url);
        } catch (NotAllowed e) {
            throw Problem.invalid("url", e.getMessage());
        }
        return url;
    }

    /** What the URL's name resolves to now, all of it allowed; at least one. */
    List<InetAddress> resolved(URI url) throws NotAllowed {
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !anywhere) {
            throw new NotAllowed("must be https (http needs " + SETTING + "=true)");
        }
        return lookup.of(host(url));
    }

    /** Without the brackets of an IPv6 address. */
    static String host(URI url) {
        String host = url.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static URI parsed(String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            throw Problem.invalid("url", "is no URL such as https://wms.example.com/hooks");
        }
        if (url.getHost() == null
                || url.getScheme() == null
                || !url.getScheme().toLowerCase(Locale.ROOT).matches("https?")) {
            throw Problem.invalid("url", "is no URL such as https://wms.example.com/hooks");
        }
        if (url.getPort() == 0 || url.getPort() > MOST_PORT) {
            throw Problem.invalid("url", "must have a port from 1 to " + MOST_PORT + ", or none");
        }
        if (url.getRawUserInfo() != null) {
            throw Problem.invalid("url", "must not hold a user or password; verify the signature instead");
        }
        if (url.getRawFragment() != null) {
            throw Problem.invalid("url", "must not have a fragment (#…), which is never sent");
        }
        if (!text.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw Problem.invalid("url", "is written in ASCII: xn--… for other names, %… for other characters");
        }
        return url;
    }
}
