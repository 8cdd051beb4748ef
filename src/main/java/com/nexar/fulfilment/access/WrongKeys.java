package com.nexar.fulfilment.access;

import io.netty.util.NetUtil;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/** How many keys that are not known each address has shown in this minute, in this pod. */
@Singleton
class WrongKeys {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private record Count(Instant since, int times) {}

    private final Recent<Count> counts;
    private final int most;
    private final Clock clock;

    @Inject
    WrongKeys(AccessConfig config, Clock clock) {
        this(config.limits().wrongKeysPerMinute(), Recent.USUAL, clock);
    }

    WrongKeys(int most, int addresses, Clock clock) {
        this.most = most;
        this.counts = new Recent<>(addresses);
        this.clock = clock;
    }

    /** How long nothing more is tried from there; zero where it may. */
    Duration pause(String address) {
        Count count = counts.get(network(address));
        if (count == null || count.times() < most) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(clock.instant(), count.since().plus(WINDOW));
        return left.isNegative() ? Duration.ZERO : left;
    }

    void count(String address) {
        Instant now = clock.instant();
        counts.change(
                network(address),
                before -> before == null || !now.isBefore(before.since().plus(WINDOW))
                        ? new Count(now, 1)
                        : new Count(before.since(), before.times() + 1));
    }

    int remembered() {
        return counts.size();
    }

    /** Of IPv6 the first half: who has one address there has 2^64. */
    static String network(String address) {
        if (address == null || !address.contains(":")) {
            return String.valueOf(address);
        }
        String plain = address.contains("%") ? address.substring(0, address.indexOf('%')) : address;
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(plain);
        return bytes == null || bytes.length != 16 ? address : HexFormat.of().formatHex(Arrays.copyOf(bytes, 8));
    }
}
