package com.nexar.fulfilment.faults;

import com.nexar.fulfilment.EasyEcom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * One set of machines: PostgreSQL, the sandbox as a process, three facade processes, and for each of these a proxy in front of
 * EasyEcom and one in front of PostgreSQL. Logs are in {@code target/faults}.
 */
final class Stack implements AutoCloseable {

    static final int PODS = 3;

    private static final AtomicInteger STACKS = new AtomicInteger();

    private final Path folder;
    private final Agent agent;
    private final Postgres postgres;
    private final SandboxProcess sandbox;
    private final List<Pod> pods;

    private Stack(Path folder, Agent agent, Postgres postgres, SandboxProcess sandbox, List<Pod> pods) {
        this.folder = folder;
        this.agent = agent;
        this.postgres = postgres;
        this.sandbox = sandbox;
        this.pods = pods;
    }

    /**
     * Returns when all three pods are ready.
     *
     * @param agent {@code defect=<name>}, {@code points=<names with commas>}, {@code skew.<pod>=<duration>}; empty is the clean
     *     product
     */
    static Stack start(Scale scale, Map<String, String> agent) {
        Path folder = folder(scale);
        Agent ours = Agent.of(agent, folder);
        Postgres postgres = Postgres.start(folder.resolve("postgres.log"));
        SandboxProcess sandbox = SandboxProcess.start(scale, folder.resolve("sandbox.log"));
        PodSettings settings = new PodSettings(scale, sandbox.url());
        List<Pod> pods = IntStream.rangeClosed(1, PODS)
                .mapToObj(number -> pod(number, folder, settings, ours, postgres.port(), sandbox.port()))
                .toList();
        Stack stack = new Stack(folder, ours, postgres, sandbox, pods);
        try {
            pods.forEach(Pod::start);
            pods.forEach(Pod::awaitReady);
            ours.requireNoErrors();
        } catch (RuntimeException failed) {
            stack.stop();
            throw failed;
        }
        return stack;
    }

    private static Pod pod(
            int number, Path folder, PodSettings settings, Agent agent, int databasePort, int sandboxPort) {
        Proxy easyecom = EasyEcomProxy.before(sandboxPort, number);
        Proxy database = DatabaseProxy.before(databasePort);
        int port = FreePorts.next();
        int management = FreePorts.next();
        List<String> command =
                settings.command(port, management, easyecom.port(), database.port(), agent.argument(number));
        return new Pod(number, port, management, easyecom, database, folder.resolve("pod-" + number + ".log"), command);
    }

    /** Three. */
    List<Pod> pods() {
        return pods;
    }

    /** The sandbox past all proxies, account of the brand acme; {@code account(ZETA)} for the other. */
    EasyEcom easyecom() {
        return sandbox.account();
    }

    /** Role wms, both brands. */
    String key() {
        return PodSettings.KEY;
    }

    String operatorKey() {
        return PodSettings.OPERATOR_KEY;
    }

    /** As brand/location. */
    List<String> locations() {
        return PodSettings.LOCATIONS;
    }

    /** EasyEcom's key of a location named as brand/location. */
    String locationKey(String ref) {
        return PodSettings.locationKey(ref);
    }

    /** The sandbox' control of the account to which a brand/location belongs. */
    EasyEcom easyecom(String ref) {
        return sandbox.account().account(PodSettings.apiKey(ref));
    }

    /** Past all proxies. Owner and application's role are those of {@code PlaygroundDatabase}. */
    String jdbcUrl() {
        return postgres.jdbcUrl();
    }

    /** Operations that have not finished, of all brands. */
    long openOperations() {
        return number("select count(*) from operations where finished_at is null");
    }

    /** One number of the database, as the owner. */
    long number(String sql) {
        return postgres.number(sql);
    }

    /** {@code pg_ctl restart -m immediate}; returns when PostgreSQL answers again. */
    void restartDatabase() {
        postgres.crashAndRestart();
    }

    /** What all threads of the running pods are at: what did not settle is stuck somewhere. */
    void tellThreads(String name) {
        pods.stream().filter(Pod::alive).forEach(pod -> pod.tellThreads(name));
    }

    /** Points of the agent, for tests that halt a pod where they choose. */
    Agent agent() {
        return agent;
    }

    Path folder() {
        return folder;
    }

    /** Ends everything. Fails where the agent was told of a method that it never met. */
    @Override
    public void close() {
        stop();
        agent.requireAllApplied();
    }

    private void stop() {
        for (Pod pod : pods) {
            if (pod.alive()) {
                pod.kill9();
            }
            pod.easyecom().close();
            pod.database().close();
        }
        sandbox.close();
        postgres.close();
    }

    private static Path folder(Scale scale) {
        Path folder = Path.of(
                "target",
                "faults",
                "%03d-%s-%d"
                        .formatted(
                                STACKS.incrementAndGet(),
                                scale.name(),
                                ProcessHandle.current().pid()));
        try {
            return Files.createDirectories(folder).toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
