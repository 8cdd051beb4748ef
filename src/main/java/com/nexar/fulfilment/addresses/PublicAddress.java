package com.nexar.fulfilment.addresses;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses are anybody's on the internet, and which lead into this network, to this machine or to nobody (IANA's registries of
 * special-purpose addresses). An IPv6 address that only wraps an IPv4 one is judged by that.
 */
public final class PublicAddress {

    private record Range(byte[] prefix, int bits) {

        static Range of(String text) {
            String[] parts = text.split("/");
            return new Range(InetAddress.ofLiteral(parts[0]).getAddress(), Integer.parseInt(parts[1]));
        }

        boolean has(byte[] address) {
            int rest = prefix.length * 8 - bits;
            return prefix.length == address.length
                    && new BigInteger(1, prefix).shiftRight(rest).equals(new BigInteger(1, address).shiftRight(rest));
        }
    }

    private static final List<Range> NOT_V4 = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    private static final List<Range> V6 = ranges("2000::/3");
    private static final List<Range> NOT_V6 = ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    /** NAT64: its last four bytes are an IPv4 address. */
    private static final Range WRAPPED = Range.of("64:ff9b::/96");

    /** Never, whatever is allowed: nobody receives there, or machines keep their credentials there. */
    private static final List<Range> NEVER = ranges(
            "0.0.0.0/8", "224.0.0.0/4", "240.0.0.0/4", "169.254.169.254/32", "::/128", "ff00::/8", "fd00:ec2::254/128");

    private PublicAddress() {}

    public static boolean is(InetAddress address) {
        byte[] bytes = unwrapped(address.getAddress());
        return bytes.length == 4
                ? NOT_V4.stream().noneMatch(range -> range.has(bytes))
                : V6.stream().anyMatch(range -> range.has(bytes))
                        && NOT_V6.stream().noneMatch(range -> range.has(bytes));
    }

    /** Whether it could be a server's inside this network, if that is allowed. */
    static boolean isUsable(InetAddress address) {
        byte[] bytes = unwrapped(address.getAddress());
        return NEVER.stream().noneMatch(range -> range.has(bytes));
    }

    /** IPv4 inside IPv6: mapped (::ffff:a.b.c.d) and by NAT64. */
    private static byte[] unwrapped(byte[] bytes) {
        if (bytes.length != 16) {
            return bytes;
        }
        boolean mapped = bytes[10] == -1 && bytes[11] == -1 && allZero(bytes, 10);
        return mapped || WRAPPED.has(bytes) ? Arrays.copyOfRange(bytes, 12, 16) : bytes;
    }

    private static boolean allZero(byte[] bytes, int most) {
        for (int i = 0; i < most; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static List<Range> ranges(String... texts) {
        return Stream.of(texts).map(Range::of).toList();
    }
}
