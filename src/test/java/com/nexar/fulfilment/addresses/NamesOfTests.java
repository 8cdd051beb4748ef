package com.nexar.fulfilment.addresses;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * This JVM's own resolver, so that real clients ask it, with names below {@code .names.test} that tests make up: what one resolves to may
 * change from one look to the next. All other names are the machine's. The JVM loads it before and beside the tests' class loader, so what
 * tests say stands in system properties.
 */
public final class NamesOfTests extends InetAddressResolverProvider {

    private static final String OURS = ".names.test";
    private static final String AT = "names.of.tests.";

    /**
     * @param looks what each look at the name finds, one after the other, addresses between commas; the last one stays
     * @return the name
     */
    public static String name(String name, String... looks) {
        System.setProperty(AT + name + OURS, String.join("|", looks));
        return name + OURS;
    }

    /** What all names below {@code .names.test} are that nobody made up. */
    public static void others(String address) {
        System.setProperty(AT + "others", address);
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        InetAddressResolver machine = configuration.builtinResolver();
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                String name = host.toLowerCase(Locale.ROOT);
                name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
                return name.endsWith(OURS) ? found(host, AT + name) : machine.lookupByName(host, policy);
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return machine.lookupByAddress(address);
            }
        };
    }

    @Override
    public String name() {
        return "names of tests";
    }

    private static synchronized Stream<InetAddress> found(String host, String at) throws UnknownHostException {
        String looks = System.getProperty(at, System.getProperty(AT + "others"));
        if (looks == null) {
            throw new UnknownHostException(host);
        }
        String[] nowAndThen = looks.split("\\|", 2);
        if (nowAndThen.length == 2) {
            System.setProperty(at, nowAndThen[1]);
        }
        return Arrays.stream(nowAndThen[0].split(",")).map(address -> named(host, address));
    }

    private static InetAddress named(String host, String address) {
        try {
            return InetAddress.getByAddress(host, InetAddress.ofLiteral(address).getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
