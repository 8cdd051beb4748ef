package com.nexar.fulfilment.easyecom;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An order status as EasyEcom wrote it. The name wins over the id, which can be stale (contract 3.3).
 *
 * @param name the raw text; null where only an id came
 * @param id null where none is readable
 */
public record UpstreamStatus(String name, Integer id) {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[ _-]+");

    /** What a status means for a warehouse. */
    public enum Phase {
        /** Before Open. */
        PENDING,
        OPEN,
        /** The word "Confirmed" (id 3): EasyEcom writes it before it knows, so it proves nothing. */
        CONFIRMED_WORD,
        PRINTED,
        READY_TO_DISPATCH,
        SHIPPED,
        CANCELLED,
        ON_HOLD,
        RETURNED,
        /** Not in the contract's table: show it, do not offer the shipment. */
        UNKNOWN
    }

    public Phase phase() {
        return name == null ? ofId() : ofName();
    }

    public boolean cancelled() {
        return phase() == Phase.CANCELLED;
    }

    public boolean onHold() {
        return phase() == Phase.ON_HOLD;
    }

    public boolean known() {
        return phase() != Phase.UNKNOWN;
    }

    private Phase ofName() {
        return switch (BETWEEN_WORDS
                .matcher(name.strip().toLowerCase(Locale.ROOT))
                .replaceAll(" ")) {
            case "new", "upcoming", "pending" -> Phase.PENDING;
            case "open", "assigned" -> Phase.OPEN;
            case "confirmed" -> Phase.CONFIRMED_WORD;
            case "printed" -> Phase.PRINTED;
            case "ready to dispatch" -> Phase.READY_TO_DISPATCH;
            case "shipped", "manifested", "delivered" -> Phase.SHIPPED;
            case "cancelled", "canceled" -> Phase.CANCELLED;
            case "on hold", "hold" -> Phase.ON_HOLD;
            case "returned" -> Phase.RETURNED;
            default -> Phase.UNKNOWN;
        };
    }

    private Phase ofId() {
        return switch (id) {
            case null -> Phase.UNKNOWN;
            case 1 -> Phase.PENDING;
            case 2 -> Phase.OPEN;
            case 3 -> Phase.CONFIRMED_WORD;
            case 5 -> Phase.PRINTED;
            case 6 -> Phase.READY_TO_DISPATCH;
            case 7 -> Phase.SHIPPED;
            case 9 -> Phase.CANCELLED;
            case 10 -> Phase.RETURNED;
            default -> Phase.UNKNOWN;
        };
    }
}
