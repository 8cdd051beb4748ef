package com.nexar.fulfilment.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** What goes wrong with requests at the moment, and what that means for the next one. */
final class Troubles {

    enum Fate {
        DELIVERED,
        REQUEST_DROPPED,
        REQUEST_SWALLOWED,
        REFUSED,
        ANSWER_DROPPED,
        ANSWER_SWALLOWED,
        RESET
    }

    /** @param bytes of the answer, that come through before the reset */
    record Verdict(Fate fate, Duration delay, int bytes, int bytesPerSecond) {

        boolean forwards() {
            return fate != Fate.REQUEST_DROPPED && fate != Fate.REQUEST_SWALLOWED && fate != Fate.REFUSED;
        }

        boolean hangs() {
            return fate == Fate.REQUEST_SWALLOWED || fate == Fate.ANSWER_SWALLOWED;
        }
    }

    private static final class Active {
        private final Predicate<Message> which;
        private final Trouble trouble;
        private int left;

        Active(Predicate<Message> which, Trouble trouble) {
            this.which = which;
            this.trouble = trouble;
            this.left = times(trouble);
        }
    }

    private final List<Active> active = new ArrayList<>();

    synchronized void add(Trouble trouble) {
        active.add(active(request -> true, trouble));
    }

    synchronized void clear() {
        active.clear();
    }

    /** Delays add up; of the other troubles the first that has not been used up decides. */
    synchronized Verdict of(Message request) {
        Duration delay = Duration.ZERO;
        Fate fate = Fate.DELIVERED;
        int bytes = 0;
        int speed = Integer.MAX_VALUE;
        for (Active each : active) {
            Fate its = fate(each.trouble);
            if (each.left == 0 || !each.which.test(request) || its != Fate.DELIVERED && fate != Fate.DELIVERED) {
                continue;
            }
            each.left = Math.max(-1, each.left - 1);
            fate = its == Fate.DELIVERED ? fate : its;
            switch (each.trouble) {
                case Trouble.Delay(Duration by) -> delay = delay.plus(by);
                case Trouble.Late(Duration by, int _) -> delay = delay.plus(by);
                case Trouble.ResetAfter(int some, int _) -> bytes = some;
                case Trouble.Throttle(int some) -> speed = Math.min(speed, some);
                default -> {}
            }
        }
        active.removeIf(each -> each.left == 0);
        return new Verdict(fate, delay, bytes, speed);
    }

    private static Active active(Predicate<Message> which, Trouble trouble) {
        return switch (trouble) {
            case Trouble.Only(BiPredicate<String, String> more, Trouble inner) ->
                active(which.and(request -> more.test(request.method(), request.path())), inner);
            case Trouble.About(String text, Trouble inner) -> active(which.and(request -> request.holds(text)), inner);
            default -> new Active(which, trouble);
        };
    }

    private static Fate fate(Trouble trouble) {
        return switch (trouble) {
            case Trouble.DropRequest _ -> Fate.REQUEST_DROPPED;
            case Trouble.SwallowRequest _ -> Fate.REQUEST_SWALLOWED;
            case Trouble.Refuse _ -> Fate.REFUSED;
            case Trouble.DropAnswer _ -> Fate.ANSWER_DROPPED;
            case Trouble.SwallowAnswer _ -> Fate.ANSWER_SWALLOWED;
            case Trouble.ResetAfter _ -> Fate.RESET;
            case Trouble.Delay _, Trouble.Late _, Trouble.Throttle _ -> Fate.DELIVERED;
            case Trouble.Blackhole _, Trouble.Cut _, Trouble.Only _, Trouble.About _ ->
                throw new IllegalArgumentException(trouble + " is not of requests");
        };
    }

    /** -1 for as long as it lasts. */
    private static int times(Trouble trouble) {
        return switch (trouble) {
            case Trouble.Late(Duration _, int times) -> times;
            case Trouble.DropRequest(int times) -> times;
            case Trouble.SwallowRequest(int times) -> times;
            case Trouble.Refuse(int times) -> times;
            case Trouble.DropAnswer(int times) -> times;
            case Trouble.SwallowAnswer(int times) -> times;
            case Trouble.ResetAfter(int _, int times) -> times;
            case Trouble.Delay _,
                    Trouble.Throttle _,
                    Trouble.Blackhole _,
                    Trouble.Cut _,
                    Trouble.Only _,
                    Trouble.About _ -> -1;
        };
    }
}
