package com.nexar.fulfilment.addresses;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Looks up what a host that somebody else names resolves to now, as this machine does, and lets only public addresses pass. */
public final class Lookup {

    /** Resolves a name; a literal address is itself. */
    public interface Names {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    /** Well below the lease of whoever waits for it, whatever the name server does. */
    private static final Duration WITHIN = Duration.ofSeconds(5);

    private final boolean inside;
    private final String remedy;
    private final Names names;
    private final Predicate<InetAddress> isPublic;

    /**
     * @param inside whether addresses inside this network are allowed as well
     * @param remedy what lets these pass, for messages
     */
    public Lookup(boolean inside, String remedy) {
        this(inside, remedy, InetAddress::getAllByName, PublicAddress::is);
    }

    public Lookup(boolean inside, String remedy, Names names, Predicate<InetAddress> isPublic) {
        this.inside = inside;
        this.remedy = remedy;
        this.names = names;
        this.isPublic = isPublic;
    }

    /** The same for a host that the configuration names by its address: there is no name that could be turned round. */
    public Lookup alsoInside() {
        return new Lookup(true, remedy, names, isPublic);
    }

    /**
     * All that the host resolves to, each of it allowed; at least one. To be connected to is one of these, not the name.
     *
     * @param host a name or an address, IPv6 without its brackets
     */
    public List<InetAddress> of(String host) throws NotAllowed {
        List<InetAddress> all = resolved(host);
        for (InetAddress each : all) {
            if (!PublicAddress.isUsable(each)) {
                throw new NotAllowed(host + " is " + each.getHostAddress() + ", which is never connected to");
            }
            if (!inside && !isPublic.test(each)) {
                throw new NotAllowed(
                        host + " is " + each.getHostAddress() + ", which is no public address (" + remedy + ")");
            }
        }
        return all;
    }

    private List<InetAddress> resolved(String host) throws NotAllowed {
        try {
            return CompletableFuture.supplyAsync(() -> lookedUp(host), Thread::startVirtualThread)
                    .get(WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new NotAllowed.Unresolved(
                    host + " does not resolve to an address now; see whether it is spelt right");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotAllowed.Unresolved("interrupted while " + host + " was looked up");
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
