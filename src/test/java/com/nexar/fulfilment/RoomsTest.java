package com.nexar.fulfilment;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.sandbox.Sandbox;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The stairs between the rooms (design section 5), as README.md's floor plan draws them. What else holds: {@link HouseRulesTest}. */
class RoomsTest {

    /** From the ground up; rooms between commas are peers and do not import each other. */
    private static final String STAIRS =
            "problems, money, secrets, traces, logs, stopping, addresses < pages < brands < access < changes < pauses < sync, idempotency, webhooks < easyecom < operations"
                    + " < products, orders < documents, inbound < assignment, holds, confirmation, bundles, manifests, tracking, cancellation < connection, replays, drift, retention, signals < board";

    private static final String HOUSE = "com.nexar.fulfilment.";

    /** What of the room {@code openapi} stands in for a class of Quarkus, which only its own package sees. */
    private static final String STANDING_IN = "io.quarkus.smallrye.openapi.runtime";

    static final JavaClasses MAIN = new ClassFileImporter()
            .importPath(home("com.nexar.fulfilment.problems.Problem"))
            .that(resideOutsideOfPackage(HOUSE + "sandbox.."));

    private static final JavaClasses SANDBOX = new ClassFileImporter()
            .importPath(home(Sandbox.class.getName()))
            .that(resideInAPackage(HOUSE + "sandbox.."));

    @TestFactory
    Stream<DynamicTest> a_room_imports_only_rooms_below_it() {
        List<List<String>> stairs = stairs();
        List<DynamicTest> tests = new ArrayList<>();
        for (int step = 0; step < stairs.size(); step++) {
            String[] below = packages(stairs.subList(0, step));
            for (String room : stairs.get(step)) {
                tests.add(DynamicTest.dynamicTest(room, () -> mayImport(room, below)));
            }
        }
        return tests.stream();
    }

    @Test
    void the_document_of_the_API_imports_problems_and_access_only_and_nobody_imports_it() {
        mayImport("openapi", HOUSE + "problems..", HOUSE + "access..");
        noClasses()
                .that()
                .resideOutsideOfPackages(HOUSE + "openapi..", STANDING_IN)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(HOUSE + "openapi..", STANDING_IN)
                .check(MAIN);
        noClasses()
                .that()
                .resideInAPackage(STANDING_IN)
                .should()
                .dependOnClassesThat(
                        resideInAPackage("com.nexar.fulfilment..").and(resideOutsideOfPackage(HOUSE + "openapi..")))
                .check(MAIN);
    }

    @Test
    void the_sandbox_and_the_facade_do_not_know_each_other() {
        assertThat(SANDBOX).hasSizeGreaterThan(50);
        noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAPackage("com.nexar.fulfilment..").and(resideOutsideOfPackage(HOUSE + "sandbox..")))
                .check(SANDBOX);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage(HOUSE + "sandbox..")
                .check(MAIN);
    }

    @Test
    void the_rooms_are_those_of_the_floor_plan_and_each_says_what_it_is() throws IOException {
        TreeSet<String> known = new TreeSet<>(List.of("openapi"));
        stairs().forEach(known::addAll);
        TreeSet<String> built = new TreeSet<>();
        for (JavaClass each : MAIN) {
            built.add(
                    each.getPackageName().equals(STANDING_IN)
                            ? "openapi"
                            : each.getPackageName().substring(HOUSE.length()));
        }
        assertThat(built).isEqualTo(known);
        for (String room : built) {
            Path said = Path.of("src/main/java/com/nexar/fulfilment", room, "package-info.java");
            assertThat(Files.readString(said)).as(said.toString()).contains("/**");
        }
        assertThat(Path.of("src/sandbox/java/com/nexar/fulfilment/sandbox/package-info.java"))
                .exists();
    }

    @Test
    void the_floor_plan_in_the_README_shows_these_rooms_and_stairs() {
        String plan = Readme.fenced("## Floor plan", "text");
        List<String> drawn = plan.lines()
                .map(String::strip)
                .filter(line -> line.matches("[a-z]+/ .*"))
                .map(line -> line.substring(0, line.indexOf('/')))
                .sorted()
                .toList();
        List<String> rooms = new ArrayList<>(List.of("openapi", "sandbox"));
        stairs().forEach(rooms::addAll);
        assertThat(drawn).isEqualTo(rooms.stream().sorted().toList());
        assertThat(plan.replaceAll("\\s+", " ")).contains("Stairs: " + STAIRS);
    }

    private static void mayImport(String room, String... below) {
        noClasses()
                .that()
                .resideInAPackage(HOUSE + room + "..")
                .should()
                .dependOnClassesThat(resideInAPackage("com.nexar.fulfilment..")
                        .and(resideOutsideOfPackage(HOUSE + room + ".."))
                        .and(below.length == 0 ? alwaysTrue() : JavaClass.Predicates.resideOutsideOfPackages(below)))
                .check(MAIN);
    }

    private static List<List<String>> stairs() {
        return Arrays.stream(STAIRS.split(" < "))
                .map(step -> List.of(step.split(", ")))
                .toList();
    }

    private static String[] packages(List<List<String>> steps) {
        return steps.stream()
                .flatMap(List::stream)
                .map(room -> HOUSE + room + "..")
                .toArray(String[]::new);
    }

    /** Where a class was compiled to. */
    private static Path home(String name) {
        try {
            return Path.of(Class.forName(name)
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (ReflectiveOperationException | java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
