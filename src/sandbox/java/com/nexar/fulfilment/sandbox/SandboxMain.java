package com.nexar.fulfilment.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** Runs the sandbox as a process of its own and prints its URL on one line. */
public final class SandboxMain {
    private static final int USUAL_PORT = 8095;

    private SandboxMain() {}

    /**
     * {@code --port 8095 --tier BRONZE --arrivals-every PT5S --backlog 0 --event-loops 2 --variant name=value
     * --until-stdin-closes}
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        SandboxSettings settings = SandboxSettings.demo().withPort(USUAL_PORT);
        boolean untilStdinCloses = false;
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("--until-stdin-closes")) {
                untilStdinCloses = true;
            } else if (i + 1 < arguments.length) {
                settings = with(settings, arguments[i], arguments[++i]);
            } else {
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            }
        }
        try (Sandbox sandbox = Sandbox.start(settings)) {
            System.out.println(sandbox.url());
            if (untilStdinCloses) {
                System.in.transferTo(OutputStream.nullOutputStream());
            } else {
                Thread.currentThread().join();
            }
        }
    }

    private static SandboxSettings with(SandboxSettings settings, String name, String value) {
        return switch (name) {
            case "--port" -> settings.withPort(Integer.parseInt(value));
            case "--tier" -> settings.withTier(value);
            case "--arrivals-every" -> settings.withArrivalsEvery(Duration.parse(value));
            case "--backlog" -> settings.withBacklog(Long.parseLong(value));
            case "--event-loops" -> settings.withEventLoops(Integer.parseInt(value));
            case "--variant" ->
                settings.withVariant(value.substring(0, value.indexOf('=')), value.substring(value.indexOf('=') + 1));
            default -> throw new IllegalArgumentException("unknown option " + name);
        };
    }
}
