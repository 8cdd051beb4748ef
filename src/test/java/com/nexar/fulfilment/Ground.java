package com.nexar.fulfilment;

import com.nexar.fulfilment.sandbox.PlaygroundDatabase;
import com.nexar.fulfilment.sandbox.Sandbox;
import com.nexar.fulfilment.sandbox.SandboxSettings;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalTime;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What all app tests stand on, started once: a real PostgreSQL with the two roles of production, and the sandbox over real HTTP
 * with an account per brand. Timers of the syncs are off; tests say when ({@link SyncNow}).
 */
public class Ground implements QuarkusTestResourceLifecycleManager {

    /** Key of the brand acme (blr1, bom1). */
    public static final String ACME_KEY = "test-acme-key";
    /** Key of acme's blr1 alone. */
    public static final String BLR1_KEY = "test-blr1-key";
    /** Key of the brand zeta (del1). */
    public static final String ZETA_KEY = "test-zeta-key";
    /** Key of the brand walk (one1, two2), whose account shows every quirk. */
    public static final String WALK_KEY = "test-walk-key";
    /** Key of the brand dusk (ok1, no1), which logs in badly. */
    public static final String DUSK_KEY = "test-dusk-key";
    /** Key of the brand gale (gal1), where EasyEcom is down now and then. */
    public static final String GALE_KEY = "test-gale-key";
    /** Key of the brand gold (in1), whose calls are counted. */
    public static final String GOLD_KEY = "test-gold-key";
    /** Key of the brand silver (sil1), whose calls are counted and fewer. */
    public static final String SILVER_KEY = "test-silver-key";
    /** Key of the brand bronze (brz1), whose calls are counted and are fewest. */
    public static final String BRONZE_KEY = "test-bronze-key";
    /** Key of the brand hook (hk1, hk2), which EasyEcom sends webhooks to. */
    public static final String HOOK_KEY = "test-hook-key";
    /** Key of brands with something wrong each: clinic (ok1; no1's location key), forger (fo1; x-api-key), stranger (st1; password),
     * pauper (pa1; few calls). */
    public static final String DOCTOR_KEY = "test-doctor-key";
    /** What EasyEcom sends with hook's webhooks. */
    public static final String HOOK_TOKEN = "test-hook-token";
    /** Key of the brand deck (pnq1, maa1, hyd1), whose floor people look at. */
    public static final String DECK_KEY = "test-deck-key";
    /** Key of deck's pnq1 alone. */
    public static final String PUNE_KEY = "test-pune-key";
    /** Key of the brand mill (ml1, ml2), which is asked all that can be made up. */
    public static final String MILL_KEY = "test-mill-key";

    public static final String MILL_OPERATOR_KEY = "test-mill-operator-key";
    /** What EasyEcom sends with mill's webhooks. */
    public static final String MILL_TOKEN = "test-mill-token";
    /** Key of the brand wall (wl1, wl2), where nothing happens but what is let in: nobody else uses it, nor moat. */
    public static final String WALL_KEY = "test-wall-key";
    /** Key of wall's wl1 alone. */
    public static final String WALL_1_KEY = "test-wall-1-key";
    /** Role operator, wall's wl1 alone. */
    public static final String WALL_1_OPERATOR_KEY = "test-wall-1-operator-key";
    /** Key of the brand moat (mo1). */
    public static final String MOAT_KEY = "test-moat-key";
    /** Role operator, moat alone. */
    public static final String MOAT_OPERATOR_KEY = "test-moat-operator-key";
    /** Role operator, all brands. */
    public static final String OPERATOR_KEY = "test-operator-key";
    /** Role operator, zeta alone. */
    public static final String ZETA_OPERATOR_KEY = "test-zeta-operator-key";

    /** Role operator, acme's blr1 alone. */
    public static final String BLR1_OPERATOR_KEY = "test-blr1-operator-key";

    /** Key of acme as the command {@code keys new} makes them. */
    public static final String MADE_KEY = "ffk_7Hq2mZx0Lk9c_pQLZkHlwe21voxuZpbB4MNMxR6Ze3ZDhWI4cbDsfUE03ix639";
    /** The same kind of key, which is not (any more) in the configuration. */
    public static final String REVOKED_KEY = "ffk_Rv0kd11XxYyZ_wGazkhukbpEszrr4xoVQGDXKsdCTe5DplnKqrVeg3Ix1merDY";
    /** Key of acme that was good until the end of 2019. */
    public static final String ENDED_KEY = "test-ended-key";
    /** Keys of acme that may each ask 5 times at once, then once a second, and have two streams. */
    public static final List<String> SLOW_KEYS =
            List.of("test-slow-key-1", "test-slow-key-2", "test-slow-key-3", "test-slow-key-4");
    /** Key of bronze that may ask EasyEcom five times a day. */
    public static final String SHARE_KEY = "test-share-key";

    /** EasyEcom's keys of the brands' accounts; {@link #start} takes no others. */
    public static final List<String> API_KEYS = List.of(
            "demo-api-key-0000",
            "zeta-api-key",
            "walk-api-key",
            "dusk-api-key-5c1f",
            "gale-api-key",
            "gold-api-key",
            "silver-api-key",
            "bronze-api-key",
            "hook-api-key",
            "clinic-api-key",
            "no-such-api-key",
            "pauper-api-key",
            "deck-api-key",
            "mill-api-key",
            "wall-api-key",
            "moat-api-key");

    /** Of the brands' API users. */
    public static final List<String> PASSWORDS = List.of("demo-password", "wrong-password");

    private PlaygroundDatabase database;
    private Sandbox sandbox;

    @Override
    public Map<String, String> start() {
        // Quarkus gives every test what any of them names; what is packaged stands on a ground of its own
        if (Boolean.getBoolean(PackagedGround.ONLY)) {
            return Map.of();
        }
        database = PlaygroundDatabase.start();
        sandbox = Sandbox.start(SandboxSettings.demo().withTier("UNLIMITED").withVariant("confirm-duration", "0-200"));
        EasyEcom easyecom = new EasyEcom(sandbox.url());
        easyecom.open("zeta-api-key", "UNLIMITED", Map.of("nx3000000001", "Delhi 1"));
        // twice what a busy test sends in a second, so that the limit of the key is met now and then
        easyecom.open(
                "walk-api-key",
                Map.of("rate", 120, "burst", 150, "perDay", 100_000),
                Map.of("nx4000000001", "One", "nx4000000002", "Two"));
        easyecom.account("walk-api-key")
                .advance("PT-61S"); // so that a second login can be had without waiting a minute
        easyecom.account("zeta-api-key").vary(Map.of("confirm-duration", "0-200"));

        easyecom.open("dusk-api-key-5c1f", "UNLIMITED", Map.of("nx5000000001", "Dusk 1"));
        easyecom.open("gale-api-key", "UNLIMITED", Map.of("nx6000000001", "Gale 1"));
        easyecom.account("gale-api-key").vary(Map.of("confirm-duration", "0-200"));
        easyecom.open("gold-api-key", "DIAMOND", Map.of("nx6000000001", "Indore 1"));
        easyecom.open("hook-api-key", "UNLIMITED", Map.of("nx7000000001", "Hook 1", "nx7000000002", "Hook 2"));
        easyecom.account("hook-api-key").vary(Map.of("confirm-duration", "0-0"));

        easyecom.open(
                "deck-api-key",
                "UNLIMITED",
                Map.of("nx8000000001", "Pune 1", "nx8000000002", "Chennai 1", "nx8000000003", "Hyderabad 1"));
        easyecom.account("deck-api-key").vary(Map.of("confirm-duration", "0-200"));
        easyecom.open("silver-api-key", "SILVER", Map.of("nx7000000001", "Silvassa 1"));

        easyecom.open("bronze-api-key", "BRONZE", Map.of("nx8200000001", "Belgaum 1"));
        easyecom.account("bronze-api-key").vary(Map.of("confirm-duration", "0-200"));

        easyecom.open("clinic-api-key", "UNLIMITED", Map.of("nx8000000001", "Clinic 1", "nx8000000002", "Clinic 2"));
        easyecom.open("pauper-api-key", "DEFAULT", Map.of("nx8100000001", "Pauper 1"));

        easyecom.open("mill-api-key", "UNLIMITED", Map.of("nx8300000001", "Mill 1", "nx8300000002", "Mill 2"));
        easyecom.account("mill-api-key").vary(Map.of("confirm-duration", "0-0"));

        easyecom.open("wall-api-key", "UNLIMITED", Map.of("nx8400000001", "Wall 1", "nx8400000002", "Wall 2"));
        easyecom.account("wall-api-key").vary(Map.of("confirm-duration", "0-200"));
        easyecom.open("moat-api-key", "UNLIMITED", Map.of("nx8500000001", "Moat 1"));
        easyecom.account("moat-api-key").vary(Map.of("confirm-duration", "0-200"));

        Map<String, String> config = new HashMap<>(database.settings());
        config.put("fulfilment.secrets.key", Base64.getEncoder().encodeToString(new byte[32]));
        config.put("fulfilment.orders.cut-offs.every-five-minutes", everyFiveMinutes());
        config.put("test.sandbox.url", sandbox.url());
        config.put("fulfilment.documents.allowed-origins", sandbox.url());
        brand(config, "acme", "demo-api-key-0000", Map.of("blr1", "nx1000000001", "bom1", "nx1000000002"));
        brand(config, "zeta", "zeta-api-key", Map.of("del1", "nx3000000001"));
        brand(config, "walk", "walk-api-key", Map.of("one1", "nx4000000001", "two2", "nx4000000002"));
        // its second location is not known to EasyEcom
        brand(config, "dusk", "dusk-api-key-5c1f", Map.of("ok1", "nx5000000001", "no1", "nx5999999999"));
        brand(config, "gale", "gale-api-key", Map.of("gal1", "nx6000000001"));
        brand(config, "gold", "gold-api-key", Map.of("in1", "nx6000000001"));
        config.put("fulfilment.brands.gold.easyecom.tier", "DIAMOND");
        brand(config, "silver", "silver-api-key", Map.of("sil1", "nx7000000001"));
        config.put("fulfilment.brands.silver.easyecom.tier", "SILVER");
        brand(config, "bronze", "bronze-api-key", Map.of("brz1", "nx8200000001"));
        config.put("fulfilment.brands.bronze.easyecom.tier", "BRONZE");
        brand(config, "hook", "hook-api-key", Map.of("hk1", "nx7000000001", "hk2", "nx7000000002"));
        config.put("fulfilment.brands.hook.easyecom.webhook-token", HOOK_TOKEN);
        config.put("fulfilment.brands.hook.easyecom.webhook-companies", "41001,41777");
        brand(config, "clinic", "clinic-api-key", Map.of("ok1", "nx8000000001", "no1", "nx8999999999"));
        brand(config, "forger", "no-such-api-key", Map.of("fo1", "nx8000000001"));
        brand(config, "stranger", "clinic-api-key", Map.of("st1", "nx8000000002"));
        config.put("fulfilment.brands.stranger.easyecom.password", "wrong-password");
        brand(config, "pauper", "pauper-api-key", Map.of("pa1", "nx8100000001"));
        config.put("fulfilment.brands.pauper.easyecom.tier", "DEFAULT");
        brand(
                config,
                "deck",
                "deck-api-key",
                Map.of("pnq1", "nx8000000001", "maa1", "nx8000000002", "hyd1", "nx8000000003"));
        config.put("fulfilment.brands.deck.locations.pnq1.name", "Pune 1");
        config.put("fulfilment.brands.deck.locations.maa1.name", "Chennai 1");
        config.put("fulfilment.brands.deck.locations.hyd1.name", "Hyderabad 1");
        brand(config, "mill", "mill-api-key", Map.of("ml1", "nx8300000001", "ml2", "nx8300000002"));
        config.put("fulfilment.brands.mill.easyecom.webhook-token", MILL_TOKEN);
        brand(config, "wall", "wall-api-key", Map.of("wl1", "nx8400000001", "wl2", "nx8400000002"));
        brand(config, "moat", "moat-api-key", Map.of("mo1", "nx8500000001"));
        client(config, "acme-wms", ACME_KEY, "acme", "wms");
        client(config, "blr1-wms", BLR1_KEY, "acme", "wms");
        config.put("fulfilment.clients.blr1-wms.locations", "acme/blr1");
        client(config, "zeta-wms", ZETA_KEY, "zeta", "wms");
        client(config, "walk-wms", WALK_KEY, "walk", "wms");
        client(config, "dusk-wms", DUSK_KEY, "dusk", "wms");
        client(config, "gale-wms", GALE_KEY, "gale", "wms");
        client(config, "gold-wms", GOLD_KEY, "gold", "wms");
        client(config, "silver-wms", SILVER_KEY, "silver", "wms");
        client(config, "bronze-wms", BRONZE_KEY, "bronze", "wms");
        client(config, "hook-wms", HOOK_KEY, "hook", "wms");
        client(config, "doctor-wms", DOCTOR_KEY, "clinic,forger,stranger,pauper", "wms");
        client(config, "deck-wms", DECK_KEY, "deck", "wms");
        client(config, "pune-floor", PUNE_KEY, "deck", "wms");
        config.put("fulfilment.clients.pune-floor.locations", "deck/pnq1");
        client(config, "made-wms", MADE_KEY, "acme", "wms");
        config.put(
                "fulfilment.clients.made-wms.key-sha256",
                "ffk_7Hq2mZx0Lk9c:" + sha256(MADE_KEY) + "@2099-12-31," + sha256("test-made-old-key"));
        client(config, "ended-wms", ENDED_KEY, "acme", "wms");
        config.put("fulfilment.clients.ended-wms.key-sha256", sha256(ENDED_KEY) + "@2019-12-31");
        client(config, "slow-wms", "", "acme", "wms");
        config.put(
                "fulfilment.clients.slow-wms.key-sha256",
                SLOW_KEYS.stream().map(Ground::sha256).collect(Collectors.joining(",")));
        config.put("fulfilment.clients.slow-wms.limits.requests-per-second", "1");
        config.put("fulfilment.clients.slow-wms.limits.burst", "5");
        config.put("fulfilment.clients.slow-wms.limits.open-streams", "2");
        client(config, "share-wms", SHARE_KEY, "bronze", "wms");
        config.put("fulfilment.clients.share-wms.limits.easyecom-share", "0.0001");
        config.putAll(Issuer.settings());
        client(config, "mill-wms", MILL_KEY, "mill", "wms");
        client(config, "mill-operator", MILL_OPERATOR_KEY, "mill", "operator");
        client(config, "wall-wms", WALL_KEY, "wall", "wms");
        client(config, "wall-1-wms", WALL_1_KEY, "wall", "wms");
        config.put("fulfilment.clients.wall-1-wms.locations", "wall/wl1");
        client(config, "wall-1-operator", WALL_1_OPERATOR_KEY, "wall", "operator");
        config.put("fulfilment.clients.wall-1-operator.locations", "wall/wl1");
        client(config, "moat-wms", MOAT_KEY, "moat", "wms");
        client(config, "moat-operator", MOAT_OPERATOR_KEY, "moat", "operator");
        client(config, "operator", OPERATOR_KEY, "*", "operator");
        client(config, "zeta-operator", ZETA_OPERATOR_KEY, "zeta", "operator");
        client(config, "blr1-operator", BLR1_OPERATOR_KEY, "acme", "operator");
        config.put("fulfilment.clients.blr1-operator.locations", "acme/blr1");
        config.forEach((key, value) -> {
            if (key.endsWith(".api-key") && !API_KEYS.contains(value)
                    || key.endsWith(".easyecom.password") && !PASSWORDS.contains(value)) {
                throw new IllegalStateException(key + " is not among those that no log may show");
            }
        });
        return config;
    }

    @Override
    public void stop() {
        if (sandbox != null) {
            sandbox.close();
            database.close();
        }
    }

    private void brand(Map<String, String> config, String code, String apiKey, Map<String, String> locations) {
        String at = "fulfilment.brands." + code;
        config.put(at + ".easyecom.url", sandbox.url());
        config.put(at + ".easyecom.api-key", apiKey);
        config.put(at + ".easyecom.email", "api.user@example.com");
        config.put(at + ".easyecom.password", "demo-password");
        config.put(at + ".easyecom.tier", "UNLIMITED");
        locations.forEach((location, key) -> config.put(at + ".locations." + location + ".key", key));
    }

    private static void client(Map<String, String> config, String name, String key, String brands, String roles) {
        String at = "fulfilment.clients." + name;
        config.put(at + ".key-sha256", sha256(key));
        config.put(at + ".brands", brands);
        config.put(at + ".roles", roles);
    }

    private static String everyFiveMinutes() {
        return IntStream.range(0, 24 * 12)
                .mapToObj(n -> LocalTime.MIN.plusMinutes(5L * n).toString())
                .collect(Collectors.joining(","));
    }

    /** As {@code key-sha256} has it. */
    public static String sha256(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every way of speaking of a location in tests. */
    public static List<String> locations() {
        return List.of(
                "acme/blr1",
                "acme/bom1",
                "zeta/del1",
                "walk/one1",
                "walk/two2",
                "deck/pnq1",
                "deck/maa1",
                "deck/hyd1",
                "dusk/ok1",
                "dusk/no1",
                "gale/gal1",
                "gold/in1",
                "silver/sil1",
                "bronze/brz1",
                "hook/hk1",
                "hook/hk2",
                "mill/ml1",
                "mill/ml2");
    }
}
