package com.nexar.fulfilment.easyecom;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where document URLs may point. A URL comes from outside, so scheme, host and port must match a pattern; a {@code *} stands
 * for one label of the host, or a part of one, and never for a dot.
 */
final class AllowedOrigins {

    private record Origin(String scheme, Pattern host, int port) {}

    private static final Pattern SYNTAX =
            Pattern.compile("(https?)://([a-z0-9*-]+(?:\\.[a-z0-9*-]+)*)(?::(\\d{1,5}))?/?", Pattern.CASE_INSENSITIVE);

    private final List<Origin> origins;

    AllowedOrigins(List<String> patterns) {
        this.origins = patterns.stream().map(AllowedOrigins::origin).toList();
    }

    boolean allow(URI url) {
        if (url.getScheme() == null || url.getHost() == null || url.getRawUserInfo() != null) {
            return false;
        }
        String host = url.getHost().toLowerCase(Locale.ROOT);
        return origins.stream()
                .anyMatch(origin -> origin.scheme().equalsIgnoreCase(url.getScheme())
                        && origin.port() == NextUrl.port(url)
                        && origin.host().matcher(host).matches());
    }

    private static Origin origin(String pattern) {
        Matcher parts = SYNTAX.matcher(pattern.strip());
        if (!parts.matches() || lastLabel(parts.group(2)).contains("*")) {
            throw new IllegalArgumentException("Configuration fulfilment.documents.allowed-origins: \"" + pattern
                    + "\" is no origin such as https://files-*.example.com, whose last label is no pattern");
        }
        String scheme = parts.group(1).toLowerCase(Locale.ROOT);
        String host =
                parts.group(2).toLowerCase(Locale.ROOT).replace(".", "\\.").replace("*", "[a-z0-9-]+");
        int standard = scheme.equals("https") ? 443 : 80;
        int port = parts.group(3) == null ? standard : Integer.parseInt(parts.group(3));
        return new Origin(scheme, Pattern.compile(host), port);
    }

    private static String lastLabel(String host) {
        return host.substring(host.lastIndexOf('.') + 1);
    }
}
