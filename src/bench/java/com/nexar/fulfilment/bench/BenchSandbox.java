package com.nexar.fulfilment.bench;

import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.sandbox.SandboxMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The sandbox as a process of its own, so that its work counts for nobody. It ends with us, whose end closes its standard input. */
final class BenchSandbox implements AutoCloseable {

    private final Process process;
    private final String url;

    private BenchSandbox(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** @param options of {@link SandboxMain}; the demo account is UNLIMITED, unless they say otherwise */
    static BenchSandbox start(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                StartForm.JAVA,
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                SandboxMain.class.getName(),
                "--port",
                "0",
                "--tier",
                "UNLIMITED",
                "--until-stdin-closes"));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        Report.OUT.resolve("sandbox.log").toFile()))
                .start();
        // its first line; it says nothing more
        BufferedReader said = process.inputReader();
        String url = said.readLine();
        if (url == null) {
            throw new IllegalStateException("the sandbox did not start; see sandbox.log");
        }
        return new BenchSandbox(process, url);
    }

    /** No slash at the end. */
    String url() {
        return url;
    }

    int port() {
        return URI.create(url).getPort();
    }

    long pid() {
        return process.pid();
    }

    /**
     * Open orders of the last hour, the locations in turns: they have to leave tomorrow at the earliest, so that no watch of ship-by
     * times has anything to tell while something else is measured.
     */
    BenchSandbox ordered(long orders) {
        account().post("/sandbox/backlog", Map.of("orders", orders, "over", "PT1H"));
        return this;
    }

    /** What only the sandbox can be asked for: its ledger, faults, clock, more accounts. */
    EasyEcom account() {
        return new EasyEcom(url);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
