package com.nexar.fulfilment.board;

import com.nexar.fulfilment.operations.OperationKind;
import com.nexar.fulfilment.operations.OperationState;
import com.nexar.fulfilment.orders.Cause;
import com.nexar.fulfilment.orders.Risk;
import com.nexar.fulfilment.orders.Stage;
import com.nexar.fulfilment.pauses.Pause;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the house's words are to people. */
final class Words {

    private static final Pattern STATUS = Pattern.compile("[A-Z]+(_[A-Z]+)*\\b");

    private static final String DETAIL = "\"detail\":\"";

    private Words() {}

    static String of(Stage stage) {
        return switch (stage) {
            case RECEIVED -> "Received";
            case ASSIGNED -> "Assigned";
            case CONFIRMED -> "Confirmed";
            case MANIFESTED -> "Manifested";
            case IN_TRANSIT -> "In transit";
            case OUT_FOR_DELIVERY -> "Out for delivery";
            case DELIVERED -> "Delivered";
            case UNDELIVERED -> "Undelivered";
            case RTO_IN_TRANSIT -> "RTO in transit";
            case RTO_DELIVERED -> "RTO delivered";
            case CANCELLED -> "Cancelled";
        };
    }

    static String tone(Stage stage) {
        return switch (stage) {
            case RECEIVED, ASSIGNED, CONFIRMED -> "work";
            case MANIFESTED, IN_TRANSIT, OUT_FOR_DELIVERY -> "away";
            case DELIVERED -> "good";
            case UNDELIVERED, RTO_IN_TRANSIT, RTO_DELIVERED -> "warn";
            case CANCELLED -> "off";
        };
    }

    /** Empty where there is none. */
    static String of(Risk risk) {
        return switch (risk) {
            case LATE -> "Late";
            case AT_RISK -> "At risk";
            case FINE -> "Fine";
            case null -> "";
        };
    }

    /** Empty where there is none. */
    static String tone(Risk risk) {
        return switch (risk) {
            case LATE -> "bad";
            case AT_RISK -> "warn";
            case FINE -> "good";
            case null -> "";
        };
    }

    static String of(OperationKind kind) {
        return switch (kind) {
            case ASSIGN -> "Assignment";
            case UNASSIGN -> "Taking back the assignment";
            case CONFIRM -> "Confirmation";
            case HOLD -> "Hold or release";
            case MANIFEST -> "Manifest";
            case TRACK -> "Telling EasyEcom the scan";
            case BUNDLE -> "Bundle of papers";
        };
    }

    /** What is held back. */
    static String held(Pause pause) {
        return pause.sending() && pause.syncing()
                ? "Sending and reading are paused"
                : pause.sending() ? "Sending is paused" : "Reading is paused";
    }

    /** What is held back, what that means, by whom and why; empty where nothing is. */
    static String of(Pause pause) {
        if (pause == null) {
            return "";
        }
        String means = pause.sending() && pause.syncing()
                ? "commands wait, and nothing new is seen"
                : pause.sending() ? "commands wait" : "nothing new is seen";
        return held(pause) + ": " + means + ", by " + pause.by() + ": " + pause.reason();
    }

    /** What a timeline calls it: of an operation {@code CONFIRM_ASKED}, of anything else its name. */
    static String event(String event) {
        for (OperationKind kind : OperationKind.values()) {
            if (event.startsWith(kind.name() + "_")) {
                return of(kind) + ": "
                        + plain(event.substring(kind.name().length() + 1)).toLowerCase(Locale.ROOT);
            }
        }
        return plain(event);
    }

    static String of(OperationState state) {
        return plain(state.name());
    }

    static String tone(OperationState state) {
        return switch (state) {
            case PENDING, RUNNING -> "work";
            case RETRYING, OUTCOME_UNKNOWN, PARTIAL -> "warn";
            case SUCCEEDED -> "good";
            case REFUSED, FAILED -> "bad";
        };
    }

    static String of(Cause cause) {
        return switch (cause) {
            case SYNC -> "seen at EasyEcom";
            case OPERATION -> "command of the warehouse";
            case WEBHOOK -> "announced by EasyEcom";
            case CALLER -> "told by the warehouse";
            case PERSON -> "settled by a person";
        };
    }

    /** What a stored problem says, and a status in words; other details as they are. */
    static String detail(String detail) {
        int said = detail.indexOf(DETAIL);
        if (detail.startsWith("{") && said >= 0) {
            int from = said + DETAIL.length();
            int to = detail.indexOf("\",\"", from);
            return detail.substring(from, to < 0 ? detail.length() : to).replace("\\\"", "\"");
        }
        return status(detail);
    }

    /** A status in words; anything else as it is. */
    static String status(String text) {
        Matcher status = STATUS.matcher(text);
        return status.lookingAt() ? plain(status.group()) + text.substring(status.end()) : text;
    }

    /** {@code OUT_FOR_DELIVERY}: Out for delivery. */
    static String plain(String name) {
        String words = name.toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
        String first = words.startsWith("rto") ? "RTO" + words.substring(3) : words;
        return first.isEmpty() ? first : Character.toUpperCase(first.charAt(0)) + first.substring(1);
    }
}
