package com.nexar.fulfilment.access;

import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/** Makes a key for a client: prints it, this once, and the setting that makes it known. Stores nothing. */
final class KeyMaking {

    private static final int DONE = 0;
    private static final int MISUSED = 2;

    private static final String USAGE = "Usage: keys new <client> [--expires <yyyy-mm-dd>]";

    /** As a client can be called in a setting. */
    private static final String CLIENT = "[a-z0-9][a-z0-9-]{0,62}";

    private final PrintStream out;
    private final PrintStream err;

    KeyMaking(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** @return the exit code */
    int run(String... arguments) {
        boolean expires = arguments.length == 5 && arguments[3].equals("--expires");
        if ((arguments.length != 3 && !expires) || !arguments[1].equals("new")) {
            return misused(USAGE);
        }
        if (!arguments[2].matches(CLIENT)) {
            return misused(
                    "A client's name is of small letters, digits and dashes, as in fulfilment.clients.<client>.");
        }
        try {
            LocalDate until = expires ? LocalDate.parse(arguments[4]) : null;
            make(arguments[2], until);
            return DONE;
        } catch (DateTimeParseException e) {
            return misused(arguments[4] + " is no date such as 2027-01-31.");
        }
    }

    private void make(String client, LocalDate until) {
        ApiKey key = ApiKey.fresh(new SecureRandom());
        out.println("# The key of " + client + ", shown this once; it goes to the caller as Authorization: Bearer …");
        out.println(key.text());
        out.println("# What the facade is told. Beside another live key, separated by a comma:");
        out.println("fulfilment.clients." + client + ".key-sha256="
                + ConfiguredKey.setting(key.publicId(), ApiKey.hex(ApiKey.sha256(key.text())), until));
    }

    private int misused(String why) {
        err.println(why);
        return MISUSED;
    }
}
