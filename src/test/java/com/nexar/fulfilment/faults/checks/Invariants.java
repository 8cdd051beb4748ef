package com.nexar.fulfilment.faults.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** All promises together. The checker is told a story and nothing else. */
public final class Invariants {

    private static final Map<String, Function<Story, List<Violation>>> ALL = all();

    private Invariants() {}

    public static List<Violation> check(Story story) {
        List<Violation> found = new ArrayList<>();
        ALL.values().forEach(each -> found.addAll(each.apply(story)));
        return found;
    }

    private static Map<String, Function<Story, List<Violation>>> all() {
        Map<String, Function<Story, List<Violation>>> all = new LinkedHashMap<>();
        all.put("I1", EachEffectOnce::check);
        all.put("I2", NothingStuck::check);
        all.put("I3", NoFalseWord::check);
        all.put("I4", LegalStages::check);
        all.put("I5", ScansInOrder::check);
        all.put("I6", SameAsEasyEcom::check);
        all.put("I7", WithinBudget::check);
        all.put("I8", OneLogin::check);
        all.put("I9", NothingCrosses::check);
        all.put("I10", PoisonStaysAlone::check);
        all.put("I11", StaysBounded::check);
        all.put("I12", FeedWhole::check);
        all.put("I13", HandshakeStands::check);
        all.put("I14", HooksTold::check);
        return all;
    }
}
