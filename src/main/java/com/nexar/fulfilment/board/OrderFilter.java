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

    /** All that is neither over nor cancelled. */
    private static final String UNDER_WAY = "UNDER_WAY";

    private static final int LONGEST = 100;

    /** Empty: what is to do. */
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

    boolean held() {
        return "true".equals(held);
    }

    boolean person() {
        return "true".equals(person);
    }

    boolean toDecide() {
        return "true".equals(toDecide);
    }

    Risk risk() {
        return risk == null || risk.isEmpty() ? null : one(Risk.class, "risk", risk);
    }

    Set<Stage> stages() {
        if (stage == null || stage.isEmpty()) {
            boolean wide = held() || person() || toDecide();
            return wide && risk() == null ? underWay() : FloorList.toDo();
        }
        return stage.equals(UNDER_WAY) ? underWay() : EnumSet.of(one(Stage.class, "stage", stage));
    }

    /** Where the first page of this list is. */
    String path(Location location) {
        List<String> parts = new ArrayList<>();
        parts.add("stage=" + (stage == null ? "" : stage));
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

    static List<OrdersPage.Choice> stageChoices(String chosen) {
        List<OrdersPage.Choice> choices = new ArrayList<>();
        choices.add(choice("", "To hand over", chosen));
        choices.add(choice(UNDER_WAY, "All under way", chosen));
        for (Stage stage : Stage.values()) {
            choices.add(choice(stage.name(), Words.of(stage), chosen));
        }
        return choices;
    }

    static List<OrdersPage.Choice> riskChoices(String chosen) {
        List<OrdersPage.Choice> choices = new ArrayList<>();
        choices.add(choice("", "Any", chosen));
        for (Risk risk : Risk.values()) {
            choices.add(choice(risk.name(), Words.of(risk), chosen));
        }
        return choices;
    }

    private static OrdersPage.Choice choice(String value, String label, String chosen) {
        return new OrdersPage.Choice(value, label, value.equals(chosen == null ? "" : chosen));
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
