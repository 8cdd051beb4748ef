package com.nexar.fulfilment.easyecom;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * EasyEcom's {@code nextUrl} (contract 3.1): usually relative, sometimes absolute, its cursor already encoded. It is used
 * verbatim, and only towards the brand's own base URL, because the token goes with it.
 */
final class NextUrl {

    private static final Pattern ABSOLUTE = Pattern.compile("(?is)(https?):/*([^/?#]*)(.*)");
    private static final Pattern OTHER_SCHEME = Pattern.compile("(?is)[a-z][a-z0-9+.-]*:.*");
    private static final int SHOWN = 100;

    private NextUrl() {}

    /** The request target, path and query, to ask {@code base} for. */
    static String target(URI base, String nextUrl) {
        String url = nextUrl.strip();
        Matcher absolute = ABSOLUTE.matcher(url);
        if (absolute.matches()) {
            requireOurs(base, absolute.group(1), absolute.group(2));
            return printable(absolute.group(3).startsWith("/") ? absolute.group(3) : "/" + absolute.group(3));
        }
        boolean path = !url.isEmpty() && "?#".indexOf(url.charAt(0)) < 0 && !url.startsWith("//");
        if (!path || url.contains("\\") || OTHER_SCHEME.matcher(url).matches()) {
            throw refused("It sent a nextUrl that is neither a path nor a URL of its own", url);
        }
        return printable(prefix(base) + (url.startsWith("/") ? url : "/" + url));
    }

    /** A path of the configuration, below the base URL's own path. */
    static String path(URI base, String path) {
        return prefix(base) + path;
    }

    static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    private static void requireOurs(URI base, String scheme, String authority) {
        String ours = base.getHost().toLowerCase(Locale.ROOT);
        String theirs = authority.toLowerCase(Locale.ROOT);
        boolean sameScheme = scheme.equalsIgnoreCase(base.getScheme());
        boolean sameHost = theirs.equals(ours + ":" + port(base)) || theirs.equals(ours) && defaultPort(base);
        if (!sameScheme || !sameHost) {
            throw refused(
                    "Its nextUrl points to " + scheme + "://" + shown(authority) + ", where our token must not go",
                    authority);
        }
    }

    private static boolean defaultPort(URI base) {
        return port(base) == ("https".equalsIgnoreCase(base.getScheme()) ? 443 : 80);
    }

    private static String prefix(URI base) {
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    // A request line carries neither a space (the vendor's own samples have one) nor what is not ASCII; a fragment is
    // never sent, and a
    // control character has no honest reason.
    private static String printable(String target) {
        if (target.chars().anyMatch(Character::isISOControl)) {
            throw refused("It sent a nextUrl with control characters", "");
        }
        int fragment = target.indexOf('#');
        String sent = fragment < 0 ? target : target.substring(0, fragment);
        StringBuilder ascii = new StringBuilder(sent.length());
        for (byte each : sent.getBytes(StandardCharsets.UTF_8)) {
            if (each > ' ') {
                ascii.append((char) each);
            } else {
                ascii.append('%').append(HexFormat.of().withUpperCase().toHexDigits(each));
            }
        }
        return ascii.toString();
    }

    /** As much of what a stranger wrote as fits into a line. */
    static String shown(String text) {
        String start = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        return start.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
    }

    private static EasyEcomRefused refused(String what, String url) {
        return new EasyEcomRefused(
                "EasyEcom's list cannot be followed. " + what + "; the walk restarts at its window.",
                200,
                "nextUrl " + shown(url));
    }
}
