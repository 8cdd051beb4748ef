package com.nexar.fulfilment.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.EasyEcom;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/**
 * PDFs of 150 KB: the facade, out of its store as for every request after the first, beside a proxy that passes on what EasyEcom's bucket
 * gives.
 */
class DocumentsBench {

    private static final int BYTES = 150_000;
    private static final int CONNECTIONS = 8;
    private static final int ROUNDS = BenchMode.rounds(1, 5);
    private static final int PAPERS = BenchMode.pick(60, 200);
    private static final Duration TIME = BenchMode.seconds(4, 10);
    private static final Duration WARM_UP = BenchMode.seconds(4, 15);

    private static final String FACADE = "facade, out of its store";
    private static final String FIRST = "facade, the first time";
    private static final String VERTX = "Vert.x proxy";
    private static final String DIRECT = "the bucket itself";
    private static final String RATE = "MB/s";

    private final Figures figures = new Figures();

    /** A paper, and what it has to be. */
    private record Paper(long shipment, Ask ofFacade, Ask ofBucket, long length, long checksum) {}

    /** Asks for one after the other. */
    private record Papers(List<Paper> papers, boolean ofFacade) implements Asking {

        @Override
        public Ask ask(long number) {
            Paper paper = papers.get((int) (number % papers.size()));
            return ofFacade ? paper.ofFacade() : paper.ofBucket();
        }

        @Override
        public void look(long number, Wire.Answer answer) {
            Paper paper = papers.get((int) (number % papers.size()));
            assertThat(answer.body().length).isEqualTo((int) paper.length());
            assertThat(checksum(answer.body())).isEqualTo(paper.checksum());
        }
    }

    @Test
    void pdfs_of_150_kb() throws Exception {
        Report report = Report.of("documents", "Documents of 150 KB");
        boolean beside;
        try (BenchDatabase database = BenchDatabase.start();
                BenchSandbox sandbox = BenchSandbox.start()) {
            EasyEcom account = sandbox.account();
            account.vary(Map.of("document-padding", Integer.toString(BYTES)));
            List<Long> ids = Parcels.place(account, "nx1000000001", (ROUNDS + 1) * PAPERS, Map.of("status", "Printed"));
            Parcels.takeIn(database, sandbox.url(), "blr1", ids);
            Optional<StartedService> proxy = Peers.vertxProxy(sandbox.url());
            beside = proxy.isPresent();
            try (StartedService facade = Facade.start("documents-facade", database, sandbox.url(), Map.of());
                    StartedService besides = proxy.orElse(null)) {
                List<Paper> known = fetched(facade, ids.subList(0, PAPERS), sandbox, database);
                List<Rival> rivals = new ArrayList<>();
                rivals.add(Rival.of(FACADE, facade, database, CONNECTIONS, new Papers(known, true)));
                Papers ofBucket = new Papers(known, false);
                rivals.add(new Rival(DIRECT, sandbox.port(), sandbox.pid(), database, CONNECTIONS, ofBucket));
                if (beside) {
                    rivals.add(Rival.of(VERTX, besides, database, CONNECTIONS, ofBucket));
                }
                rivals.forEach(each -> each.warmUp(WARM_UP));
                Rounds.inTurns(ROUNDS, rivals, (round, rival) -> {
                    double perSecond = rival.capacity(TIME, figures);
                    figures.add(rival.name(), RATE, perSecond * known.getFirst().length() / 1e6);
                    if (rival.name().equals(FACADE)) {
                        first(facade, ids.subList((round + 1) * PAPERS, (round + 2) * PAPERS));
                    }
                });
            }
        }
        rows(report, beside);
        report.write();
    }

    private void rows(Report report, boolean beside) {
        String dimension = "documents of 150 KB over the Vert.x proxy: " + RATE;
        if (beside) {
            report.row(dimension, figures.ratio(RATE, FACADE, VERTX), Goal.atLeast(0.6));
            report.row(
                    dimension + ", fetched and stored the first time", figures.ratio(RATE, FIRST, VERTX), Goal.none());
        } else {
            report.leftOut(dimension, "the proxy was not built");
        }
        // out of its store the facade does not ask it
        report.row(
                "documents of 150 KB, the bucket alone over the facade, the first time: " + RATE,
                figures.ratio(RATE, DIRECT, FIRST),
                Goal.atLeast(3));
        report.row(
                "documents of 150 KB, the bucket alone over the facade, out of its store: " + RATE,
                figures.ratio(RATE, DIRECT, FACADE),
                Goal.none());
        report.table(
                ROUNDS + " rounds, in turns, over " + CONNECTIONS + " connections; " + PAPERS
                        + " papers. Every answer's length and checksum is right.",
                figures.table());
        report.plot(Plot.bars("Documents of 150 KB, MB/s", figures.of(RATE)));
    }

    /** What nobody has asked for before: the facade asks EasyEcom where it is, fetches it and stores it. */
    private void first(StartedService facade, List<Long> ids) {
        Served served =
                ClosedLoop.times(ids.size(), facade.port(), CONNECTIONS, number -> invoice(ids.get((int) number)));
        figures.add(FIRST, RATE, served.perSecond() * BYTES / 1e6);
    }

    private static List<Paper> fetched(
            StartedService facade, List<Long> ids, BenchSandbox sandbox, BenchDatabase database) throws IOException {
        ClosedLoop.times(ids.size(), facade.port(), CONNECTIONS, number -> invoice(ids.get((int) number)));
        List<Paper> papers = new ArrayList<>();
        try (Wire bucket = new Wire(sandbox.port())) {
            for (long id : ids) {
                URI url = URI.create(database.text(
                        "select url from documents where key = 'easyecom_invoice' and shipment_id = " + id));
                Ask itself = Download.plain(url.getRawPath() + "?" + url.getRawQuery());
                byte[] body = bucket.send(itself).body();
                assertThat(body.length).isGreaterThan(BYTES);
                papers.add(new Paper(id, invoice(id), itself, body.length, checksum(body)));
            }
        }
        return papers;
    }

    private static Ask invoice(long id) {
        return Ask.get(Facade.BLR1 + "/shipments/" + id + "/documents/invoice");
    }

    private static long checksum(byte[] body) {
        CRC32C checksum = new CRC32C();
        checksum.update(body);
        return checksum.getValue();
    }
}
