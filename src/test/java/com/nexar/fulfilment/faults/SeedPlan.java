package com.nexar.fulfilment.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * All that one seed draws: how EasyEcom behaves, what is ordered, and what goes wrong when. The same seed is the same plan; what
 * comes of it depends on the machine as well.
 *
 * @param real with the true constants, else scaled down
 * @param variants of the sandbox
 * @param webhooks the version in which EasyEcom tells of changes; null where it tells nothing, as when it is ill
 * @param batches that are worked on together
 * @param fillers orders that nobody works on, placed in one go while the lists cannot be read; 0 for none
 * @param wave shipments that are confirmed in bulk, at the same moment; 0 for none
 * @param poison rows among them that cannot be read
 */
record SeedPlan(
        long seed,
        boolean real,
        Map<String, String> variants,
        String webhooks,
        List<Batch> batches,
        int fillers,
        int wave,
        int poison,
        List<Mischief.Planned> mischief,
        Duration troubleFor) {

    /** Shipments of one location that are manifested together. */
    record Batch(String place, List<Fate> fates, Duration startsAfter) {}

    private static final int REAL_EVERY = 4;
    /** More than the account's burst. */
    private static final int WAVE = 90;

    static SeedPlan of(long seed) {
        SplittableRandom random = new SplittableRandom(seed * 7_919 + 17);
        boolean real = seed % REAL_EVERY == 0;
        SplittableRandom variants = random.split();
        SplittableRandom work = random.split();
        SplittableRandom wrong = random.split();
        Duration trouble = Duration.ofMillis(8_000 + random.nextInt(3_000));
        boolean outage = !real && random.nextInt(3) > 0;
        return new SeedPlan(
                seed,
                real,
                variants(seed, real, variants),
                outage ? null : new String[] {null, "V1", "V2"}[variants.nextInt(3)],
                batches(work),
                outage ? 25 : 5,
                real || variants.nextBoolean() ? 0 : WAVE,
                1 + work.nextInt(2),
                Mischief.draw(wrong, real, outage, trouble),
                trouble);
    }

    private static Map<String, String> variants(long seed, boolean real, RandomGenerator random) {
        Map<String, String> variants = new TreeMap<>();
        variants.put("repeats", seed % 2 == 1 ? "take-effect" : "refuse");
        one(variants, random, "orders-wrapper", "data-orders", "data-list", "orders");
        one(variants, random, "orders-empty", "empty-list", "no-data-string", "code-400");
        one(variants, random, "orders-repeat-across-pages", "off", "on");
        one(variants, random, "extra-last-page", "off", "on");
        one(variants, random, "confirm-reply", "code", "status", "status-true");
        one(variants, random, "confirm-again", "refuse", "no-op");
        one(variants, random, "confirm-fail-row", "stays-confirmed", "back-to-open");
        one(variants, random, "assign-again", "refuse", "overwrite", "idempotent");
        one(variants, random, "assign-data", "list", "object");
        one(variants, random, "manifest-reply", "data", "document", "message-only");
        one(variants, random, "manifest-partial", "all-or-nothing", "per-awb", "skip");
        one(variants, random, "cancel-status-id", "9", "stale");
        one(variants, random, "bad-token", "401", "body-401");
        one(variants, random, "rate-body", "json", "text");
        one(variants, random, "retry-after", "off", "on");
        one(variants, random, "token-lockout-status", "403", "429");
        one(variants, random, "webhook-duplicates", "off", "on");
        one(variants, random, "webhook-order", "in-order", "reversed");
        one(variants, random, "webhook-auth", "access-token", "bearer");
        variants.put("confirm-duration", real ? "0-20000" : "0-1500");
        return variants;
    }

    private static void one(Map<String, String> variants, RandomGenerator random, String name, String... values) {
        variants.put(name, values[random.nextInt(values.length)]);
    }

    /** Every fate once, in some order, and then plain ones; a third of the second location's, a fifth of the other brand's. */
    private static List<Batch> batches(RandomGenerator random) {
        List<Fate> fates = new ArrayList<>(List.of(Fate.values()));
        while (fates.size() < 22) {
            fates.add(random.nextBoolean() ? Fate.PLAIN : Fate.WITHOUT_OWN_AWB);
        }
        for (int i = fates.size() - 1; i > 0; i--) {
            fates.add(fates.remove(random.nextInt(i + 1)));
        }
        List<Batch> batches = new ArrayList<>();
        while (!fates.isEmpty()) {
            List<Fate> mine = new ArrayList<>(fates.subList(0, Math.min(fates.size(), 1 + random.nextInt(3))));
            fates.subList(0, mine.size()).clear();
            int where = random.nextInt(10);
            boolean stays = !mine.contains(Fate.RELOCATED);
            String place = where < 5 ? "acme/blr1" : where < 8 || !stays ? "acme/bom1" : "zeta/del1";
            batches.add(new Batch(place, List.copyOf(mine), Duration.ofMillis(random.nextInt(4_000))));
        }
        return batches;
    }

    @Override
    public String toString() {
        return "seed " + seed + (real ? " (real constants)" : " (scaled)") + ", " + variants + ", webhooks " + webhooks
                + "\n  batches " + batches
                + "\n  fillers " + fillers + ", wave " + wave + ", poison " + poison + ", trouble for " + troubleFor
                + ":\n    "
                + String.join("\n    ", mischief.stream().map(String::valueOf).toList());
    }
}
