package com.nexar.fulfilment.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.EasyEcom;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Two hundred PDFs of 5 MB at once in a pod that has 128 MB: first such as have to be fetched, then out of the store. */
class ManyDocumentsBench {

    private static final int AT_ONCE = 200;
    private static final int BYTES = 5_000_000;
    private static final int ROUNDS = BenchMode.rounds(1, 5);

    private static final String FETCHED = "fetched from EasyEcom and stored";
    private static final String STORED = "out of the store";
    private static final String RATE = "MB/s";
    private static final String PEAK = "peak RSS, MB";

    private final Figures figures = new Figures();

    @Test
    void two_hundred_at_once_of_5_mb_each_in_a_heap_of_128_mb() throws Exception {
        Report report = Report.of("many-documents", "200 documents of 5 MB at once, -Xmx128m");
        Path log = Report.OUT.resolve("many-documents-facade.log");
        try (BenchDatabase database = BenchDatabase.start();
                BenchSandbox sandbox = BenchSandbox.start()) {
            EasyEcom account = sandbox.account();
            account.vary(Map.of("document-padding", Integer.toString(BYTES)));
            List<Long> ids = Parcels.place(account, "nx1000000001", ROUNDS * AT_ONCE, Map.of("status", "Printed"));
            Parcels.takeIn(database, sandbox.url(), "blr1", ids);
            StartForm form = Facade.form(Map.copyOf(quiet(Facade.settings(database, sandbox.url()))));
            try (StartedService facade = StartedService.start(form.withOption("-Xmx128m"), log)) {
                facade.firstAnswer();
                for (int round = 0; round < ROUNDS; round++) {
                    List<Long> some = ids.subList(round * AT_ONCE, (round + 1) * AT_ONCE);
                    Map<Long, Download> fetched = all(FETCHED, facade, some);
                    same(fetched, sandbox, database);
                    assertThat(all(STORED, facade, some)).isEqualTo(fetched);
                    figures.add("facade", PEAK, ProcessMemory.peak(facade.pid()));
                }
                assertThat(facade.alive()).isTrue();
            }
            assertThat(Files.readString(log)).doesNotContain("OutOfMemoryError");
        }
        report.row("200 at once of 5 MB at -Xmx128m: wrong checksums, refused or broken off", 0, "", Goal.atMost(0));
        report.row("200 at once of 5 MB, " + FETCHED, figures.of(FETCHED, RATE).spread(), RATE, Goal.none());
        report.row("200 at once of 5 MB, " + STORED, figures.of(STORED, RATE).spread(), RATE, Goal.none());
        report.table(ROUNDS + " rounds; each has papers of its own.", figures.table());
        report.write();
    }

    private static Map<String, String> quiet(Map<String, String> settings) {
        for (String timer : List.of("orders.sync.every", "orders.sync.reread-every", "products.sync.every")) {
            settings.put("fulfilment." + timer, "off");
        }
        return settings;
    }

    private Map<Long, Download> all(String what, StartedService facade, List<Long> ids) throws Exception {
        long begun = System.nanoTime();
        Map<Long, Download> all = new LinkedHashMap<>();
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            List<Future<Download>> coming = new ArrayList<>();
            for (long id : ids) {
                Ask invoice = Ask.get(Facade.BLR1 + "/shipments/" + id + "/documents/invoice");
                coming.add(threads.submit(() -> Download.of(facade.port(), invoice)));
            }
            for (int n = 0; n < ids.size(); n++) {
                all.put(ids.get(n), coming.get(n).get());
            }
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        double bytes = all.values().stream().mapToLong(Download::bytes).sum();
        figures.add(what, RATE, bytes / 1e6 / seconds);
        return all;
    }

    /** As the bucket itself gives them. */
    private static void same(Map<Long, Download> fetched, BenchSandbox sandbox, BenchDatabase database)
            throws Exception {
        for (Map.Entry<Long, Download> each : fetched.entrySet()) {
            URI url = URI.create(database.text(
                    "select url from documents where key = 'easyecom_invoice' and shipment_id = " + each.getKey()));
            Download itself = Download.of(sandbox.port(), Download.plain(url.getRawPath() + "?" + url.getRawQuery()));
            assertThat(itself.bytes()).isGreaterThan(BYTES);
            assertThat(each.getValue()).as("document of " + each.getKey()).isEqualTo(itself);
        }
    }
}
