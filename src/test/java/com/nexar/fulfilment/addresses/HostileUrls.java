package com.nexar.fulfilment.addresses;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** URLs that lead elsewhere than they seem to, or where nobody may be led. */
public final class HostileUrls {

    /** This machine and its cloud's metadata, however they are written. */
    public static final List<String> ADDRESSES = List.of(
            "127.0.0.1",
            "127.1",
            "127.0.1",
            "127.0.0.3",
            "2130706433",
            "0x7f000001",
            "0x7f.0x0.0x0.0x1",
            "0177.0.0.1",
            "0177.0000.0000.0001",
            "017700000001",
            "0",
            "0.0.0.0",
            "[::1]",
            "[::]",
            "[0:0:0:0:0:0:0:1]",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]",
            "[0:0:0:0:0:ffff:127.0.0.1]",
            "[::127.0.0.1]",
            "[64:ff9b::7f00:1]",
            "[::1%lo]",
            "[::1%25lo]",
            "[fe80::1%25eth0]",
            "127.0.0.1.",
            "localhost",
            "LOCALHOST",
            "localhost.",
            "localhost.localdomain",
            "169.254.169.254",
            "2852039166",
            "0xa9fea9fe",
            "0251.0376.0251.0376",
            "[fd00:ec2::254]",
            "[::ffff:169.254.169.254]",
            "\u2460\u2461\u2466.\u24ea.\u24ea.\u2460",
            "\uff11\uff12\uff17.\uff10.\uff10.\uff11",
            "127\u30020\u30020\u30021",
            "\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3");

    /** What each URL tries, the first that fits; so that no kind is missing where there are many of another. */
    private static final Map<String, Pattern> KINDS = new LinkedHashMap<>();

    static {
        kind("CR, LF and other control characters", "[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029]|%0[ad0]");
        kind("userinfo", "@|%40|\\uff20");
        kind("IPv6-mapped", "\\[[0:]*ffff:|\\[::127|\\[64:ff9b");
        kind("IPv6", "//\\[");
        kind("decimal, octal, hex", "//(\\d{5,}|0x|0\\d|127\\.\\d(\\.\\d)?[:/]|0[:/])");
        kind("other letters", "[^\\x00-\\x7f]");
        kind("this machine and its cloud", "//(127|0\\.0|169\\.254|localhost)|//LOCALHOST");
        kind("other schemes", "^(?!https?:)[a-z][a-z0-9]*:");
        kind("slashes", "\\\\|^/|^ |https?:(?!//)|:///|/:");
        kind("other hosts and ports", "");
    }

    private HostileUrls() {}

    public static String kind(String url) {
        return KINDS.entrySet().stream()
                .filter(kind -> kind.getValue().matcher(url).find())
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private static void kind(String name, String pattern) {
        KINDS.put(name, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
    }

    /** Of this scheme and port, to all of {@link #ADDRESSES}. */
    public static List<String> toAddresses(String scheme, int port) {
        return ADDRESSES.stream()
                .map(host -> scheme + "://" + host + ":" + port + "/1.pdf")
                .toList();
    }

    /** Look like {@code good} to one parser or another, and mean {@code evil} to one parser or another. */
    public static List<String> disguised(String scheme, String good, String evil, int port) {
        String at = scheme + "://";
        String shown = good + ":" + port;
        String meant = evil + ":" + port;
        return List.of(
                at + meant + "/1.pdf",
                at + good + "@" + meant + "/1.pdf",
                at + shown + "@" + meant + "/1.pdf",
                at + "user:secret@" + shown + "/1.pdf",
                at + "@" + shown + "/1.pdf",
                at + good + "%40" + meant + "/1.pdf",
                at + good + "." + meant + "/1.pdf",
                at + shown + "." + meant + "/1.pdf",
                at + good + "." + evil.substring(evil.indexOf('.') + 1) + ":" + port + "/1.pdf",
                at + shown + "\\@" + meant + "/1.pdf",
                at + good + "\\." + meant + "/1.pdf",
                at + meant + "\\@" + shown + "/1.pdf",
                at + meant + "#@" + shown + "/1.pdf",
                at + meant + "?@" + shown + "/1.pdf",
                at + meant + ";@" + shown + "/1.pdf",
                at + meant + "/@" + shown + "/1.pdf",
                at + meant + " " + shown + "/1.pdf",
                at + meant + "\t" + shown + "/1.pdf",
                at + good + " " + meant + "/1.pdf",
                at + good + "\u0000." + meant + "/1.pdf",
                at + good + "%00." + meant + "/1.pdf",
                at + good + "%2e" + meant + "/1.pdf",
                at + good + "%23." + meant + "/1.pdf",
                at + good + "%0d%0aHost:" + meant + "/1.pdf",
                at + good + "\r\nHost: " + meant + "/1.pdf",
                at + good + "\u2024" + meant + "/1.pdf",
                at + good + "\u3002" + meant + "/1.pdf",
                at + good + "\uff0f." + meant + "/1.pdf",
                at + good + "\uff20" + meant + "/1.pdf",
                at + good.replace('e', '\u0435') + ":" + port + "/1.pdf",
                at + good.replace('s', '\uff53') + ":" + port + "/1.pdf",
                at + "xn--" + good + ":" + port + "/1.pdf",
                at + shown + port + "/1.pdf",
                at + good + ":" + (port == 1 ? 2 : 1) + "/1.pdf",
                at + good + ":-" + port + "/1.pdf",
                at + good + ":99999/1.pdf",
                at + good + ":" + port + ":" + port + "/1.pdf",
                at + good + "/" + ":" + port + "@" + meant,
                at + "[" + good + "]:" + port + "/1.pdf",
                at + "*." + good + ":" + port + "/1.pdf",
                at + good + ".:" + port + "/1.pdf",
                at + "." + shown + "/1.pdf",
                at + "/" + meant + "/1.pdf",
                at + "//" + meant + "/1.pdf",
                scheme + ":" + meant + "/1.pdf",
                scheme + ":/" + meant + "/1.pdf",
                scheme + ":///" + meant + "/1.pdf",
                scheme + ":\\\\" + meant + "/1.pdf",
                scheme + ":\\" + meant + "\\1.pdf",
                " " + at + meant + "/1.pdf",
                "\t" + at + meant + "/1.pdf",
                "url:" + at + meant + "/1.pdf",
                at + meant + "/" + "a".repeat(100_000),
                at + "a".repeat(10_000) + "." + meant + "/1.pdf",
                at + (good + ".").repeat(100) + meant + "/1.pdf");
    }

    public static List<String> ofOtherSchemes(String evil, int port) {
        String meant = evil + ":" + port;
        List<String> urls = new ArrayList<>(List.of(
                "file:///etc/passwd",
                "file://" + meant + "/etc/passwd",
                "file:/etc/passwd",
                "jar:http://" + meant + "/a.jar!/x",
                "jar:file:///etc/passwd!/x",
                "data:application/pdf,%25PDF-1.7",
                "data:application/json,{}",
                "javascript:alert(1)",
                "netdoc:///etc/passwd",
                "mailto:" + meant));
        Stream.of("gopher", "dict", "ftp", "ftps", "sftp", "ldap", "tftp", "ws", "wss", "rmi", "jndi", "unix", "h2c")
                .forEach(scheme -> urls.add(scheme + "://" + meant + "/_GET%20/"));
        return List.copyOf(urls);
    }

    /** Meant to be taken relative to somebody else's place. */
    public static List<String> withoutScheme(String evil, int port) {
        String meant = evil + ":" + port;
        return List.of(
                "//" + meant + "/1.pdf",
                "///" + meant + "/1.pdf",
                "////" + meant + "/1.pdf",
                "\\\\" + meant + "\\1.pdf",
                "/\\" + meant + "/1.pdf",
                "\\/" + meant + "/1.pdf",
                " //" + meant + "/1.pdf",
                "\t//" + meant + "/1.pdf",
                "/\t/" + meant + "/1.pdf",
                "/\r\n/" + meant + "/1.pdf",
                "//user@" + meant + "/1.pdf",
                "//127.0.0.1:" + port + "/1.pdf",
                "?url=http://" + meant,
                "#" + meant,
                "");
    }
}
