package com.nexar.fulfilment.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/**
 * What dev mode stands on, as a process of its own so that it survives live reloads: PostgreSQL and the sandbox. It prints
 * one line, {@code READY <sandbox url> <jdbc url>}, and ends with its parent, whose end closes standard input.
 */
public final class PlaygroundMain {
    static final String READY = "READY";

    private PlaygroundMain() {}

    /** {@code <port of the sandbox>}; another one where that is taken. */
    public static void main(String[] arguments) throws IOException {
        SandboxSettings settings = SandboxSettings.demo()
                .withPort(Integer.parseInt(arguments[0]))
                .withArrivalsEvery(Duration.ofSeconds(5))
                .withVariant("confirm-duration", "0-3000");
        try (PlaygroundDatabase database = PlaygroundDatabase.start();
                Sandbox sandbox = sandbox(settings)) {
            System.out.println(READY + " " + sandbox.url() + " " + database.jdbcUrl());
            System.out.flush();
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static Sandbox sandbox(SandboxSettings settings) {
        try {
            return Sandbox.start(settings);
        } catch (IllegalStateException taken) {
            return Sandbox.start(settings.withPort(0));
        }
    }
}
