package com.nexar.fulfilment.easyecom;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where document URLs may point. A URL comes from outside, so scheme, host and port must match a pattern; a {@code *} stands
 * for one label of the host, or a part of one, and never for a dot.
 */
final class AllowedOrigins {

    private static final int MOST_PORT = 65_535;

    private record Origin(String scheme, Pattern host, int port, boolean address) {}

    private static final Pattern SYNTAX =
            Pattern.compile("(https?)://([a-z0-9*-]+(?:\\.[a-z0-9*-]+)*)(?::(\\d{1,5}))?/?", Pattern.CASE_INSENSITIVE);

    /** Of IPv4; {@code localhost} is one by another name. */
    private static final Pattern ADDRESS =
            Pattern.compile("localhost|\\d+\\.\\d+\\.\\d+\\.\\d+", Pattern.CASE_INSENSITIVE);

    private final List<Origin> origins;

    AllowedOrigins(List<String> patterns) {
        this.origins = patterns.stream().map(AllowedOrigins::origin).toList();
    }

    boolean allow(URI url) {
        return of(url).findAny().isPresent();
    }

    /** Whether it is allowed by an origin that is written as an address, so that nobody's name server has a say in it. */
    boolean allowAsAddress(URI url) {
        return of(url).anyMatch(Origin::address);
    }

    private Stream<Origin> of(URI url) {
        if (url.getScheme() == null || url.getHost() == null || url.getRawUserInfo() != null) {
            return Stream.empty();
        }
        String host = url.getHost().toLowerCase(Locale.ROOT);
        return origins.stream()
                .filter(origin -> origin.scheme().equalsIgnoreCase(url.getScheme())
                        && origin.port() == NextUrl.port(url)
                        && origin.host().matcher(host).matches());
    }

    private static Origin origin(String pattern) {
        Matcher parts = SYNTAX.matcher(pattern.strip());
        if (!parts.matches()
                || lastLabel(parts.group(2)).contains("*")
                || parts.group(3) != null && Integer.parseInt(parts.group(3)) > MOST_PORT) {
            throw new IllegalArgumentException("Configuration fulfilment.documents.allowed-origins: \"" + pattern
                    + "\" is no origin such as https://files-*.example.com, whose last label is no pattern");
        }
        String scheme = parts.group(1).toLowerCase(Locale.ROOT);
        String host =
                parts.group(2).toLowerCase(Locale.ROOT).replace(".", "\\.").replace("*", "[a-z0-9-]+");
        int standard = scheme.equals("https") ? 443 : 80;
        int port = parts.group(3) == null ? standard : Integer.parseInt(parts.group(3));
        boolean address = ADDRESS.matcher(parts.group(2)).matches();
        return new Origin(scheme, Pattern.compile(host), port, address);
    }

    private static String lastLabel(String host) {
        return host.substring(host.lastIndexOf('.') + 1);
    }
}
