package com.nexar.fulfilment.faults.agent;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;

import java.lang.instrument.Instrumentation;
import java.util.List;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.utility.JavaModule;

/** Puts the advice into the facade's classes as they are loaded, and reports each method that it has met. */
final class Weaving {

    private Weaving() {}

    static void into(Instrumentation instrumentation, List<Defect.Change> changes, List<Point> points) {
        AgentBuilder builder =
                new AgentBuilder.Default().disableClassFormatChanges().with(new Errors());
        for (Defect.Change change : changes) {
            Switchboard.alter(change.place(), change.alteration());
            builder = weave(builder, change.type(), change.method(), Altered.class);
        }
        for (Point point : points) {
            Switchboard.watch(point);
        }
        List<String> places = points.stream()
                .flatMap(point -> point.places().stream())
                .distinct()
                .toList();
        for (String place : places) {
            int end = place.lastIndexOf('.');
            builder = weave(builder, place.substring(0, end), place.substring(end + 1), Passing.class);
        }
        builder.installOn(instrumentation);
    }

    private static AgentBuilder weave(AgentBuilder builder, String type, String method, Class<?> advice) {
        ElementMatcher.Junction<MethodDescription> methods = named(method);
        ElementMatcher.Junction<MethodDescription> matching = methods.and(not(isConstructor()));
        return builder.type(named(type)).transform((woven, description, loader, module, domain) -> {
            boolean met = !description.getDeclaredMethods().filter(matching).isEmpty();
            Switchboard.say((met ? "applied " : "error unmatched ") + type + "." + method);
            return woven.visit(Advice.to(advice).on(matching));
        });
    }

    private static final class Errors extends AgentBuilder.Listener.Adapter {

        @Override
        public void onError(String type, ClassLoader loader, JavaModule module, boolean loaded, Throwable failure) {
            Switchboard.say("error " + type + " " + failure);
        }

        @Override
        public void onTransformation(
                TypeDescription type,
                ClassLoader loader,
                JavaModule module,
                boolean loaded,
                net.bytebuddy.dynamic.DynamicType dynamic) {
            Switchboard.say("transformed " + type.getName());
        }
    }
}
