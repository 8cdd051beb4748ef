package com.nexar.fulfilment.webhooks;

import com.nexar.fulfilment.problems.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where webhooks may go. A URL comes from outside, and so does what its name resolves to: it is checked when the endpoint is made and
 * again at each delivery, which connects to the very address that was checked.
 */
@Singleton
class Addresses {

    static final int LONGEST = 1000;

    /** Resolves a name; a literal address is itself. */
    interface Names {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    /** This address is not connected to. The message says why, and what would change it. */
    static final class NotAllowed extends Exception {
        NotAllowed(String message) {
            super(message);
        }
    }

    /** Well below a delivery's lease, whatever the name server does. */
    private static final Duration RESOLVED_WITHIN = Duration.ofSeconds(5);

    private static final String SETTING = "fulfilment.webhooks.allow-private-addresses";

    private final boolean anywhere;
    private final Names names;

    @Inject
    Addresses(WebhooksConfig config) {
        this(config.allowPrivateAddresses(), InetAddress::getAllByName);
    }

    Addresses(boolean anywhere, Names names) {
        this.anywhere = anywhere;
        this.names = names;
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
        String host = host(url);
        List<InetAddress> all = resolve(host);
        for (InetAddress each : all) {
            if (!PublicAddress.isUsable(each)) {
                throw new NotAllowed(host + " is " + each.getHostAddress() + ", where no webhook goes");
            }
            if (!anywhere && !PublicAddress.is(each)) {
                throw new NotAllowed(host + " is " + each.getHostAddress()
                        + ", which is no public address (endpoints inside this network need " + SETTING + "=true)");
            }
        }
        return all;
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

    private List<InetAddress> resolve(String host) throws NotAllowed {
        try {
            return CompletableFuture.supplyAsync(() -> lookedUp(host), Thread::startVirtualThread)
                    .get(RESOLVED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new NotAllowed(host + " does not resolve to an address now; see whether it is spelt right");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotAllowed("interrupted while " + host + " was looked up");
        }
    }

    private List<InetAddress> lookedUp(String host) {
        try {
            return List.of(names.of(host));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
