package com.nexar.fulfilment.board;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.orders.FloorList;
import com.nexar.fulfilment.orders.Risk;
import com.nexar.fulfilment.orders.Stage;
import com.nexar.fulfilment.problems.Problem;
import jakarta.ws.rs.QueryParam;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What of the list is asked for. A search looks through everything and takes no other filter. */
class OrderFilter {

    private enum Usual {
        TO_HAND_OVER("To hand over"),
        UNDER_WAY("All under way"),
        ANYWHERE("Anywhere");

        private final String label;

        Usual(String label) {
            this.label = label;
        }
    }

    /** All that is neither over nor cancelled. */
    private static final String UNDER_WAY = "UNDER_WAY";

    private static final int LONGEST = 100;

    /** Empty: as it is usual for the others. */
    @QueryParam("stage")
    String stage;

    @QueryParam("risk")
    String risk;

    @QueryParam("held")
    String held;

    @QueryParam("person")
    String person;

    @QueryParam("to-decide")
    String toDecide;

    @QueryParam("q")
    String search;

    @QueryParam("cursor")
    String cursor;

    String text() {
        String text = search == null ? "" : search.strip();
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    /** Looks through everything; whatever else was chosen does not count. */
    boolean searches() {
        return !text().isEmpty();
    }

    boolean held() {
        return chosen(held);
    }

    boolean person() {
        return chosen(person);
    }

    boolean toDecide() {
        return chosen(toDecide);
    }

    Risk risk() {
        return searches() || risk == null || risk.isEmpty() ? null : one(Risk.class, "risk", risk);
    }

    Set<Stage> stages() {
        String wanted = stage();
        if (wanted.isEmpty()) {
            return switch (usual()) {
                case ANYWHERE -> EnumSet.allOf(Stage.class);
                case UNDER_WAY -> underWay();
                case TO_HAND_OVER -> FloorList.toDo();
            };
        }
        return wanted.equals(UNDER_WAY) ? underWay() : EnumSet.of(one(Stage.class, "stage", wanted));
    }

    private String stage() {
        return searches() || stage == null ? "" : stage;
    }

    /** What is shown where no stage is chosen. */
    private Usual usual() {
        if (searches() || toDecide()) {
            return Usual.ANYWHERE;
        }
        return (held() || person()) && risk() == null ? Usual.UNDER_WAY : Usual.TO_HAND_OVER;
    }

    private boolean chosen(String box) {
        return !searches() && "true".equals(box);
    }

    /** Where the first page of this list is. */
    String path(Location location) {
        List<String> parts = new ArrayList<>();
        parts.add("stage=" + stage());
        if (risk() != null) {
            parts.add("risk=" + risk());
        }
        if (held()) {
            parts.add("held=true");
        }
        if (person()) {
            parts.add("person=true");
        }
        if (toDecide()) {
            parts.add("to-decide=true");
        }
        return Frames.path(location) + "/orders?" + String.join("&", parts);
    }

    List<OrdersPage.Choice> stageChoices() {
        List<OrdersPage.Choice> choices = new ArrayList<>();
        choices.add(choice("", usual().label, stage()));
        if (usual() != Usual.UNDER_WAY || stage().equals(UNDER_WAY)) {
            choices.add(choice(UNDER_WAY, Usual.UNDER_WAY.label, stage()));
        }
        for (Stage each : Stage.values()) {
            choices.add(choice(each.name(), Words.of(each), stage()));
        }
        return choices;
    }

    List<OrdersPage.Choice> riskChoices() {
        String chosen = risk() == null ? "" : risk().name();
        List<OrdersPage.Choice> choices = new ArrayList<>();
        choices.add(choice("", "Any", chosen));
        for (Risk each : Risk.values()) {
            choices.add(choice(each.name(), Words.of(each), chosen));
        }
        return choices;
    }

    private static OrdersPage.Choice choice(String value, String label, String chosen) {
        return new OrdersPage.Choice(value, label, value.equals(chosen));
    }

    private static Set<Stage> underWay() {
        EnumSet<Stage> stages = EnumSet.allOf(Stage.class);
        stages.removeIf(Stage::isFinal);
        return stages;
    }

    private static <E extends Enum<E>> E one(Class<E> type, String field, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equals(text))
                .findFirst()
                .orElseThrow(() -> Problem.invalid(field, "is one of " + Arrays.toString(type.getEnumConstants())));
    }
}
