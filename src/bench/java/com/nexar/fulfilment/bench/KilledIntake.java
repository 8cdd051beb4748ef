package com.nexar.fulfilment.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * An intake whose facade is killed again and again.
 *
 * @param again pages that were asked for once more, of all kills
 * @param mostAgain of one kill
 */
record KilledIntake(int kills, int again, int mostAgain) {

    private static final int SEED = 20261128;
    private static final long A_PAGE_NANOS = 100_000_000;

    static KilledIntake run(IntakeGround ground, long orders, int kills) throws Exception {
        String apiKey = ground.backlog("killed", orders);
        String name = ground.migrated();
        // a dead pod keeps its walk for no longer than that
        Map<String, String> more = Map.of("fulfilment.sync.lease", "3s");
        Random random = new Random(SEED);
        int all = 0;
        int most = 0;
        try (Connection database = ground.connect(name)) {
            Intake.Progress progress = Intake.ofFacade(database);
            for (int kill = 0; kill < kills; kill++) {
                int before = again(ground, apiKey);
                try (StartedService facade = ground.facade("killed", apiKey, name, "128m", more)) {
                    Intake.await(progress, orders * (kill + 1) / (kills + 1));
                    LockSupport.parkNanos((long) (random.nextDouble() * A_PAGE_NANOS));
                    facade.kill9();
                }
                most = Math.max(most, again(ground, apiKey) - before);
            }
            int before = again(ground, apiKey);
            try (StartedService facade = ground.facade("killed", apiKey, name, "128m", more)) {
                Intake.await(progress, orders);
                facade.kill9();
            }
            all = again(ground, apiKey);
            most = Math.max(most, all - before);
            IntakeBench.complete(database, orders);
        }
        ground.drop(name);
        return new KilledIntake(kills, all, most);
    }

    /** Pages that were asked for more than once, so far. The window's first page has another name each time it is new. */
    private static int again(IntakeGround ground, String apiKey) {
        Map<String, Integer> pages = new HashMap<>();
        for (JsonNode entry :
                ground.easyecom(apiKey).get("/sandbox/ledger?limit=1000000").path("entries")) {
            String request = entry.path("request").asText();
            if (request.contains("cursor=")) {
                pages.merge(request, 1, Integer::sum);
            }
        }
        return pages.values().stream().mapToInt(times -> times - 1).sum();
    }
}
