package com.nexar.fulfilment.faults;

import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.sandbox.SandboxMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The sandbox as a process of its own, with one account per brand. It ends with us, whose end closes its standard input. */
final class SandboxProcess implements AutoCloseable {

    private final Process process;
    private final String url;

    private SandboxProcess(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    static SandboxProcess start(Scale scale, Path log) {
        List<String> command = new ArrayList<>(List.of(
                Processes.JAVA,
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SandboxMain.class.getName(),
                "--port",
                "0",
                "--tier",
                scale.tier(),
                "--until-stdin-closes"));
        scale.sandboxVariants().forEach(variant -> command.addAll(List.of("--variant", variant)));
        Process process = Processes.talking(command, log);
        SandboxProcess sandbox = new SandboxProcess(process, url(process, log));
        sandbox.account()
                .open(PodSettings.ZETA_API_KEY, scale.tier(), Map.of(PodSettings.locationKey("zeta/del1"), "Delhi 1"));
        sandbox.account().account(PodSettings.ZETA_API_KEY).vary(variants(scale));
        return sandbox;
    }

    EasyEcom account() {
        return new EasyEcom(url);
    }

    String url() {
        return url;
    }

    int port() {
        return URI.create(url).getPort();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Its first line. It says nothing more. */
    private static String url(Process process, Path log) {
        try (BufferedReader said = process.inputReader()) {
            String url = said.readLine();
            if (url == null) {
                throw new IllegalStateException("the sandbox did not start; see " + log);
            }
            return url;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> variants(Scale scale) {
        Map<String, String> variants = new HashMap<>();
        for (String variant : scale.sandboxVariants()) {
            String[] parts = variant.split("=", 2);
            variants.put(parts[0], parts[1]);
        }
        return variants;
    }
}
