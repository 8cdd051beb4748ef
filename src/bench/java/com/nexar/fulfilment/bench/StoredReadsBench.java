package com.nexar.fulfilment.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is served from the store, a document and how the connection stands, beside the least that a hop costs and beside Spring Boot. */
class StoredReadsBench {

    private static final int ROUNDS = BenchMode.rounds(2, 5);
    private static final Duration WARM = BenchMode.seconds(2, 15);
    private static final Duration TIME = BenchMode.seconds(1, 8);
    private static final int CONNECTIONS = 8;
    private static final String FACADE = "facade";
    private static final String PROXY = "Vert.x proxy";
    private static final String SPRING = "Spring Boot";
    private static final String QUARKUS = "the same on Quarkus with plain JDBC";
    private static final String SANDBOX = "sandbox alone";

    private final Figures documents = new Figures();
    private final Figures connections = new Figures();

    @Test
    void a_document_and_the_connection() throws Exception {
        Report report = Report.of("stored-reads", "Reads served from the store");
        try (BenchDatabase database = BenchDatabase.start();
                BenchSandbox sandbox = BenchSandbox.start().ordered(400)) {
            FilledDatabase.takeIn(database, sandbox);
            try (StartedService facade = Facade.start("stored-reads-facade", database, sandbox.url(), Map.of())) {
                Optional<StartedService> proxy = Peers.vertxProxy(sandbox.url());
                Optional<StartedService> spring = Peers.springBoot(database, sandbox.url());
                Optional<StartedService> quarkus = Peers.quarkusJdbc(database, sandbox.url());
                measure(database, sandbox, facade, proxy, spring, quarkus);
                quarkus.ifPresent(StartedService::close);
                proxy.ifPresent(StartedService::close);
                spring.ifPresent(StartedService::close);
            }
        }
        rows(report, "a document", documents);
        rows(report, "connection", connections);
        report.table("A label of a few KB, " + CONNECTIONS + " connections:", documents.table());
        report.table(
                "Connection; of the proxy, one order's row of EasyEcom, which is about as long:", connections.table());
        report.plot(Plot.bars("CPU of a document, µs", documents.of(Rival.CPU)));
        report.plot(Plot.bars("CPU of the connection's state, µs", connections.of(Rival.CPU)));
        report.write();
    }

    private void measure(
            BenchDatabase database,
            BenchSandbox sandbox,
            StartedService facade,
            Optional<StartedService> proxy,
            Optional<StartedService> spring,
            Optional<StartedService> quarkus)
            throws Exception {
        String shipment = database.text("select min(shipment_id) from shipments where location = 'blr1'"
                + " and stage = 'CONFIRMED' and document_keys like '%label%'");
        Ask document = Ask.get(Facade.BLR1 + "/shipments/" + shipment + "/documents/label");
        Ask connection = Ask.get(Facade.BLR1 + "/connection");
        Wire.Answer stored = once(facade.port(), document);
        URI url = URI.create(database.text(
                "select url from documents where key = 'label' and location = 'blr1' and shipment_id = " + shipment));
        EasyEcomSession direct = EasyEcomSession.login(sandbox);
        Ask upstream = direct.get(url.getRawPath() + "?" + url.getRawQuery());
        Ask row = direct.get("/orders/V2/getOrderDetails?invoice_id=" + shipment);
        PeerContract.same(stored, once(sandbox.port(), upstream));

        List<Rival> ofDocument = new ArrayList<>();
        List<Rival> ofConnection = new ArrayList<>();
        ofDocument.add(rival(FACADE, facade, database, document));
        ofConnection.add(rival(FACADE, facade, database, connection));
        if (proxy.isPresent()) {
            PeerContract.same(stored, once(proxy.get().port(), upstream));
            PeerContract.same(once(sandbox.port(), row), once(proxy.get().port(), row));
            ofDocument.add(rival(PROXY, proxy.get(), database, upstream));
            ofConnection.add(rival(PROXY, proxy.get(), database, row));
        }
        for (String name : List.of(SPRING, QUARKUS)) {
            Optional<StartedService> peer = name.equals(SPRING) ? spring : quarkus;
            if (peer.isPresent()) {
                PeerContract.same(stored, once(peer.get().port(), document));
                PeerContract.has(
                        PeerContract.parsed(once(peer.get().port(), connection)),
                        Set.of("brand", "location", "token", "lastSyncAt", "operations", "sync"));
                ofDocument.add(rival(name, peer.get(), database, document));
                ofConnection.add(rival(name, peer.get(), database, connection));
            }
        }
        ofDocument.add(
                new Rival(SANDBOX, sandbox.port(), sandbox.pid(), database, CONNECTIONS, Asking.always(upstream)));
        ofConnection.add(new Rival(SANDBOX, sandbox.port(), sandbox.pid(), database, CONNECTIONS, Asking.always(row)));
        List<Runnable> turns = new ArrayList<>();
        ofDocument.forEach(rival -> turns.add(() -> turn(rival, documents)));
        ofConnection.forEach(rival -> turns.add(() -> turn(rival, connections)));
        ofDocument.forEach(rival -> rival.warmUp(WARM));
        ofConnection.forEach(rival -> rival.warmUp(WARM));
        Rounds.inTurns(ROUNDS, turns, (round, turn) -> turn.run());
    }

    private static void turn(Rival rival, Figures figures) {
        rival.latency(rival.capacity(TIME, figures), TIME, figures);
    }

    private static void rows(Report report, String what, Figures figures) {
        against(report, what, figures, PROXY, Goal.atMost(5));
        against(report, what, figures, SPRING, Goal.atMost(0.4));
        limit(report, what, figures, PROXY);
        limit(report, what, figures, QUARKUS);
        if (figures.has(PROXY, Rival.RATE)) {
            report.row(
                    what + ": rate of the sandbox alone over the Vert.x proxy's",
                    figures.ratio(Rival.RATE, SANDBOX, PROXY),
                    Goal.none());
        }
    }

    /** What the goal beside Spring leaves to those who do nothing else. */
    private static void limit(Report report, String what, Figures figures, String limit) {
        if (figures.has(SPRING, Rival.CPU) && figures.has(limit, Rival.CPU)) {
            report.row(
                    what + ": CPU of " + limit + " over that of " + SPRING,
                    figures.ratio(Rival.CPU, limit, SPRING),
                    Goal.none());
        }
    }

    private static void against(Report report, String what, Figures figures, String other, Goal goal) {
        if (!figures.has(other, Rival.CPU)) {
            report.leftOut(what + ": CPU over that of " + other, "it could not be built");
            return;
        }
        report.row(what + ": CPU over that of " + other, figures.ratio(Rival.CPU, FACADE, other), goal);
        report.row(
                what + ": p50 beyond that of " + other,
                figures.difference(Rival.P50, FACADE, other),
                "ms",
                Goal.none());
    }

    private static Rival rival(String name, StartedService service, BenchDatabase database, Ask ask) {
        return Rival.of(name, service, database, CONNECTIONS, Asking.always(ask));
    }

    private static Wire.Answer once(int port, Ask ask) throws IOException {
        try (Wire wire = new Wire(port)) {
            Wire.Answer answer = wire.send(ask);
            if (answer.status() != 200) {
                throw new AssertionError("200 instead of " + answer.status() + ": " + answer.text());
            }
            return answer;
        }
    }
}
