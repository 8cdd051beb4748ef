package com.nexar.fulfilment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every answer says to browsers, other sites' pages and the curious. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class SecurityHeadersTest {

    private static final String L = "/v1/brands/acme/locations/blr1";

    /** The API's document and its page are all of Quarkus' own that the API's port has. */
    private static final List<String> ELSEWHERE = List.of(
            "/q",
            "/q/",
            "/q/health",
            "/q/health/live",
            "/q/health/ready",
            "/q/health/started",
            "/q/health-ui",
            "/q/metrics",
            "/q/metrics/application",
            "/q/info",
            "/q/arc",
            "/q/arc/beans",
            "/q/dev",
            "/q/dev-ui",
            "/q/dev-v1",
            "/q/scheduler",
            "/q/flyway",
            "/q/configuration",
            "/q/graphql-ui",
            "/q/logging-manager",
            "/q/../q/metrics",
            "/q/%2e%2e/q/metrics",
            "/metrics",
            "/health",
            "/actuator",
            "/.env",
            "/.git/config",
            "/server-status",
            "/WEB-INF/web.xml",
            "/META-INF/MANIFEST.MF",
            "/application.properties",
            "/application-dev.properties");

    @TestHTTPResource
    URI home;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/brands",
                L + "/orders",
                L + "/shipments/1",
                L + "/nothing",
                "/v1/admin/keys",
                "/nothing",
                "/q/openapi",
                "/q/swagger-ui/",
                "/asyncapi.yaml",
                "/inbound/easyecom/acme/blr1",
                "/broken/method",
                "/sign-in",
                "/",
                "/board/acme/blr1"
            })
    void every_answer_is_of_its_type_in_no_frame_and_tells_nobody_where_one_came_from(String path) {
        for (String key : new String[] {Ground.ACME_KEY, "wrong"}) {
            Response answer = with(key).get(path);
            answer.then()
                    .header("X-Content-Type-Options", equalTo("nosniff"))
                    .header("X-Frame-Options", equalTo("DENY"));
            assertThat(answer.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
            assertThat(answer.header("Referrer-Policy")).isIn("no-referrer", "same-origin");
            assertThat(answer.header("Server")).isNull();
            assertThat(answer.header("X-Powered-By")).isNull();
            assertThat(answer.header("Strict-Transport-Security"))
                    .as("of plain http")
                    .isNull();
            assertThat(answer.headers().getValues("X-Frame-Options")).hasSize(1);
            assertThat(answer.headers().getValues("Content-Security-Policy")).hasSize(1);
        }
    }

    @Test
    void nothing_that_may_hold_a_persons_data_is_kept_on_its_way() {
        for (String path :
                List.of("/v1/brands", L + "/orders", L + "/shipments/1", "/v1/admin/keys", "/sign-in", "/")) {
            assertThat(with(Ground.ACME_KEY).get(path).headers().getValues("Cache-Control"))
                    .as(path)
                    .containsExactly("no-store");
        }
        with(Ground.ACME_KEY)
                .contentType("application/json")
                .body("{\"x\":\"" + "x".repeat(2_000_000) + "\"}")
                .post(L + "/manifests")
                .then()
                .statusCode(413)
                .header("Cache-Control", "no-store")
                .header("X-Content-Type-Options", "nosniff");
    }

    @Test
    void no_other_sites_page_is_answered() {
        for (String origin : List.of("https://evil.example", "null", home.getScheme() + "://" + home.getAuthority())) {
            Response answer = with(Ground.ACME_KEY).header("Origin", origin).get("/v1/brands");
            answer.then().statusCode(200);
            assertNoCors(answer);

            Response preflight = given().header("Origin", origin)
                    .header("Access-Control-Request-Method", "PUT")
                    .header("Access-Control-Request-Headers", "authorization")
                    .options(L + "/shipments/1/assignment");
            preflight.then().statusCode(401);
            assertNoCors(preflight);
        }
    }

    @Test
    void a_host_of_somebody_elses_leads_nowhere_else() {
        for (Map.Entry<String, String> header : Map.of(
                        "Host", "evil.example",
                        "X-Forwarded-Host", "evil.example",
                        "X-Forwarded-Proto", "https",
                        "Forwarded", "host=evil.example;proto=https")
                .entrySet()) {
            Response answer = given().redirects()
                    .follow(false)
                    .header(header.getKey(), header.getValue())
                    .get("/board/acme/blr1");
            answer.then().statusCode(303);
            assertThat(URI.create(answer.header("Location")).getPath()).isEqualTo("/sign-in");
            if (!header.getKey().equals("Host")) {
                assertThat(answer.header("Location")).doesNotContain("evil").doesNotStartWith("https:");
            }
        }
    }

    @Test
    void the_APIs_port_has_nothing_of_what_is_for_who_runs_it() {
        for (String path : ELSEWHERE) {
            Response answer =
                    given().urlEncodingEnabled(false).redirects().follow(false).get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.contentType()).as(path).isEqualTo("application/problem+json");
            assertThat(answer.jsonPath().getString("code")).as(path).isEqualTo("not-found");
        }
        given().get("/q/openapi").then().statusCode(200);
        given().get("/q/swagger-ui/").then().statusCode(200);
    }

    @Test
    void other_verbs_are_refused_and_nothing_is_said_back() {
        for (String verb : List.of("TRACE", "CONNECT", "PROPFIND", "DEBUG", "TRACK", "MOVE", "GETT")) {
            for (String path : List.of("/v1/brands", L + "/orders", "/", "/nothing", "/q/openapi")) {
                RawHttp.Answer answer = RawHttp.ask(
                        home,
                        verb + " " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + Ground.ACME_KEY
                                + "\r\nX-Marker: said-back\r\nConnection: close\r\n\r\n");
                assertThat(answer.status()).as(verb + " " + path).isIn(400, 401, 403, 404, 405, 501);
                assertThat(answer.text()).as(verb + " " + path).doesNotContain("said-back");
            }
        }
    }

    private static RequestSpecification with(String key) {
        return given().redirects().follow(false).header("Authorization", "Bearer " + key);
    }

    private static void assertNoCors(Response answer) {
        assertThat(answer.headers().asList())
                .noneMatch(header ->
                        header.getName().toLowerCase(java.util.Locale.ROOT).startsWith("access-control-"));
    }
}
