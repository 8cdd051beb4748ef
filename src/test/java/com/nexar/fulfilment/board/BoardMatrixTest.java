package com.nexar.fulfilment.board;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.Ground;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every page and form of the board with every kind of visitor; found in the code, so that none is forgotten. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class BoardMatrixTest {

    /** For whoever comes. */
    private static final Set<String> OPEN = Set.of("GET /sign-in", "POST /sign-in");

    /** Acts of administration: for an operator's session. */
    private static final Set<String> OPERATORS = Set.of(
            "POST /board/{brand}/{location}/drift",
            "POST /board/{brand}/{location}/drift/resyncs",
            "POST /board/{brand}/{location}/operations/{operationId}/settlement",
            "POST /board/{brand}/{location}/pause",
            "POST /board/{brand}/{location}/pause/end",
            "POST /board/{brand}/{location}/replays",
            "GET /board/{brand}/{location}/replays/{replayId}",
            "POST /board/{brand}/{location}/replays/{replayId}/commit");

    private final List<String> doors = doors();

    @Test
    void the_doors_are_found() {
        assertThat(doors).hasSizeGreaterThan(15).containsAll(OPEN).containsAll(OPERATORS);
    }

    @Test
    void without_a_session_every_page_leads_to_the_sign_in_and_every_form_does_nothing() {
        for (String door : closed()) {
            for (String session : new String[] {null, "forged", ""}) {
                Response answer = open(door, session, "deck", "pnq1", true);
                assertThat(answer.statusCode()).as(door).isIn(303, 401);
                assertThat(answer.statusCode() == 303 ? answer.header("Location") : "/sign-in")
                        .as(door)
                        .contains("/sign-in");
                assertThat(answer.asString()).as(door).doesNotContain("Pune");
            }
        }
    }

    @Test
    void another_location_and_another_brand_look_like_what_never_was() {
        String pune = Looker.signedIn(Ground.PUNE_KEY).session();
        for (String door : closed()) {
            if (!door.contains("{location}")) {
                continue;
            }
            String never = anonymous(open(door, pune, "deck", "nowhere", true), "deck", "nowhere");
            for (String[] foreign : List.of(new String[] {"deck", "maa1"}, new String[] {"acme", "blr1"})) {
                Response answer = open(door, pune, foreign[0], foreign[1], true);
                assertThat(answer.statusCode()).as(door).isEqualTo(404);
                assertThat(anonymous(answer, foreign[0], foreign[1])).as(door).isEqualTo(never);
            }
        }
    }

    @Test
    void a_session_of_the_floor_does_no_acts_of_administration() {
        String pune = Looker.signedIn(Ground.PUNE_KEY).session();
        for (String door : OPERATORS) {
            assertThat(open(door, pune, "deck", "pnq1", true).statusCode())
                    .as(door)
                    .isEqualTo(403);
        }
    }

    @Test
    void an_operators_session_sees_no_papers() {
        String operator = Looker.signedIn(Ground.OPERATOR_KEY).session();

        assertThat(open(
                                "GET /board/{brand}/{location}/shipments/{shipmentId}/documents/{type}",
                                operator,
                                "deck",
                                "pnq1",
                                true)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void what_does_not_come_from_a_page_of_ours_does_nothing_whoever_is_signed_in() {
        String operator = Looker.signedIn(Ground.OPERATOR_KEY).session();
        for (String door : doors) {
            if (door.startsWith("POST")) {
                assertThat(open(door, operator, "deck", "pnq1", false).statusCode())
                        .as(door)
                        .isEqualTo(403);
            }
        }
        given().cookie(SessionCookie.NAME, operator).get("/v1/brands").then().statusCode(401);
    }

    private List<String> closed() {
        return doors.stream().filter(door -> !OPEN.contains(door)).toList();
    }

    private static Response open(String door, String session, String brand, String location, boolean ours) {
        String[] parts = door.split(" ");
        var request = given().redirects().follow(false);
        if (session != null) {
            request.cookie(SessionCookie.NAME, session);
        }
        if (parts[0].equals("POST")) {
            request.header("Sec-Fetch-Site", ours ? "same-origin" : "cross-site")
                    .formParam("x", "y");
        }
        String path = parts[1].replace("{brand}", brand)
                .replace("{location}", location)
                .replace("{type}", "invoice")
                .replaceAll("\\{(operationId|replayId)}", "00000000-0000-0000-0000-000000000000")
                .replaceAll("\\{[a-zA-Z]+}", "90210001");
        return request.request(parts[0], path);
    }

    private static String anonymous(Response answer, String brand, String location) {
        return answer.statusCode()
                + answer.asString().replaceAll("[0-9a-f]{32}", "TRACE").replace(brand + "/" + location, "PLACE");
    }

    /** Verb and path of each resource method of the room. */
    private static List<String> doors() {
        Set<String> found = new TreeSet<>();
        for (JavaClass each : new ClassFileImporter().importPackages(BoardMatrixTest.class.getPackageName())) {
            if (!each.isAnnotatedWith(Path.class)) {
                continue;
            }
            for (Method method : each.reflect().getDeclaredMethods()) {
                String verb = method.isAnnotationPresent(GET.class)
                        ? "GET"
                        : method.isAnnotationPresent(POST.class) ? "POST" : null;
                if (verb != null) {
                    Path below = method.getAnnotation(Path.class);
                    found.add(verb + " " + each.getAnnotationOfType(Path.class).value()
                            + (below == null ? "" : "/" + below.value()));
                }
            }
        }
        return new ArrayList<>(found);
    }
}
