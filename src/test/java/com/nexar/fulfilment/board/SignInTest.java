package com.nexar.fulfilment.board;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.Ground;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Cookie;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The key is shown once; from then on a session opens the board, and nothing else. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class SignInTest {

    private static final Map<String, String> FROM_OUR_PAGE = Map.of("Sec-Fetch-Site", "same-origin");
    private static final String PUNE = "/board/deck/pnq1";

    @TestHTTPResource
    URI home;

    @Inject
    SessionSweepingJob sweeping;

    @Test
    void who_has_no_session_is_led_to_the_sign_in_and_from_there_back() {
        given().redirects().follow(false).get("/").then().statusCode(303).header("Location", endsWith("/sign-in"));
        given().redirects()
                .follow(false)
                .get(PUNE + "/orders?stage=CONFIRMED")
                .then()
                .statusCode(303)
                .header("Location", endsWith("/sign-in?next=%2Fboard%2Fdeck%2Fpnq1%2Forders%3Fstage%3DCONFIRMED"));
        given().queryParam("next", PUNE + "/orders")
                .get("/sign-in")
                .then()
                .statusCode(200)
                .body(containsString("value=\"/board/deck/pnq1/orders\""));
        given().headers(FROM_OUR_PAGE)
                .redirects()
                .follow(false)
                .formParam("key", Ground.DECK_KEY)
                .formParam("next", PUNE + "/orders")
                .post("/sign-in")
                .then()
                .statusCode(303)
                .header("Location", endsWith(PUNE + "/orders"));
    }

    @Test
    void sessions_that_have_ended_are_deleted_also_where_nobody_signs_in() {
        try (Database owner = Database.asOwner()) {
            owner.run("""
                    insert into board_sessions (id_digest, key_digest, client, opened_at, seen_at, expires_at)
                    select 'swept-' || n, 'x', 'swept', now(), now(), now() - (n - 2) * interval '1 minute' from generate_series(1, 1500) n""");

            sweeping.sweep();

            assertThat(owner.texts("select id_digest from board_sessions where client = 'swept' order by 1"))
                    .containsExactly("swept-1");
            owner.run("delete from board_sessions where client = 'swept'");
        }
    }

    @Test
    void nobody_is_led_to_another_site() {
        for (String next :
                List.of("https://evil.example/", "//evil.example", "/board//evil.example", "/board/\\evil", "x")) {
            given().headers(FROM_OUR_PAGE)
                    .redirects()
                    .follow(false)
                    .formParam("key", Ground.DECK_KEY)
                    .formParam("next", next)
                    .post("/sign-in")
                    .then()
                    .statusCode(303)
                    .header("Location", equalTo(home.resolve("/").toString()));
        }
    }

    @Test
    void whoever_comes_from_an_odd_address_is_signed_in_all_the_same() {
        Map.of(
                        PUNE + "/orders?q=a|b{c}^`\"<>[]",
                        PUNE + "/orders?q=a%7Cb%7Bc%7D%5E%60%22%3C%3E%5B%5D",
                        PUNE + "/orders?q=%C3%BC%7C",
                        PUNE + "/orders?q=%C3%BC%7C",
                        PUNE + "/orders?q=ü",
                        PUNE + "/orders?q=%C3%BC",
                        PUNE + "/orders?q=50%",
                        "/",
                        PUNE + "/orders?q=%zz",
                        "/",
                        PUNE + "/orders?q=\0",
                        "/")
                .forEach((next, to) -> given().headers(FROM_OUR_PAGE)
                        .redirects()
                        .follow(false)
                        .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                        .formParam("key", Ground.DECK_KEY)
                        .formParam("next", next)
                        .post("/sign-in")
                        .then()
                        .statusCode(303)
                        .header("Location", equalTo(home.resolve(to).toString())));
    }

    @Test
    void a_wrong_key_opens_nothing() {
        for (String key : List.of("wrong", "", " ", "x".repeat(1000))) {
            Looker.signIn(key, FROM_OUR_PAGE)
                    .statusCode(401)
                    .contentType("text/html;charset=UTF-8")
                    .body(containsString("role=\"alert\""))
                    .body(not(containsString("x".repeat(100))))
                    .header("Set-Cookie", equalTo(null));
        }
    }

    @Test
    void the_cookie_is_for_this_site_and_no_script_and_the_key_is_nowhere() {
        var answer =
                Looker.signIn(Ground.DECK_KEY, FROM_OUR_PAGE).statusCode(303).extract();
        Cookie cookie = answer.detailedCookie(SessionCookie.NAME);

        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Strict");
        assertThat(cookie.getPath()).isEqualTo("/");
        assertThat(cookie.isSecured()).as("over http").isFalse();
        assertThat(cookie.getValue()).hasSizeGreaterThanOrEqualTo(43);
        assertThat(answer.headers().toString()).doesNotContain(Ground.DECK_KEY);
        try (Database database = Database.asOwner()) {
            assertThat(database.texts("select row_to_json(s)::text from board_sessions s"))
                    .noneMatch(row -> row.contains(cookie.getValue()) || row.contains(Ground.DECK_KEY));
        }
    }

    @Test
    void the_API_knows_no_sessions_and_the_board_no_keys_in_headers() {
        Looker looker = Looker.signedIn(Ground.DECK_KEY);
        looker.get("/v1/brands").statusCode(401).body("code", equalTo("unauthorized"));
        looker.get("/v1/brands/deck/locations/pnq1/orders").statusCode(401);
        given().redirects()
                .follow(false)
                .header("Authorization", "Bearer " + Ground.DECK_KEY)
                .get(PUNE)
                .then()
                .statusCode(303);
    }

    @Test
    void signing_out_ends_the_session_for_good() {
        Looker looker = Looker.signedIn(Ground.DECK_KEY);
        Looker other = Looker.signedIn(Ground.DECK_KEY);
        looker.page(PUNE);

        Cookie gone = looker.post("/sign-out", Map.of())
                .statusCode(303)
                .header("Location", endsWith("/sign-in"))
                .extract()
                .detailedCookie(SessionCookie.NAME);

        assertThat(gone.getMaxAge()).isZero();
        looker.get(PUNE).statusCode(303);
        other.page(PUNE);
    }

    @Test
    void a_session_ends_with_its_key_and_with_its_time() {
        Looker ofOldKey = Looker.signedIn(Ground.PUNE_KEY);
        ofOldKey.page(PUNE);
        try (Database database = Database.asOwner()) {
            database.run(
                    "update board_sessions set key_digest = 'of a key that was taken away' where client = 'pune-floor'");
        }
        ofOldKey.get(PUNE).statusCode(303);

        Looker unused = Looker.signedIn(Ground.PUNE_KEY);
        unused.page(PUNE);
        try (Database database = Database.asOwner()) {
            database.run(
                    "update board_sessions set expires_at = now() - interval '1 second' where client = 'pune-floor'");
        }
        unused.get(PUNE).statusCode(303);
        sweeping.sweep();
        try (Database database = Database.asOwner()) {
            assertThat(database.number(
                            "select count(*) from board_sessions where expires_at < now() - interval '1 second'"))
                    .isZero();
        }
    }

    @Test
    void looking_makes_a_session_last() {
        Looker looker = Looker.signedIn(Ground.PUNE_KEY);
        try (Database database = Database.asOwner()) {
            database.run("update board_sessions set seen_at = now() - interval '2 hours',"
                    + " expires_at = now() + interval '10 hours' where client = 'pune-floor'");
            looker.page(PUNE);
            assertThat(database.number("select extract(epoch from max(expires_at) - now())::int from board_sessions"
                            + " where client = 'pune-floor'"))
                    .isBetween(12 * 3600 - 60L, 12 * 3600L);
            database.run(
                    "update board_sessions set seen_at = now() - interval '2 hours', opened_at = now() - interval '7 days'"
                            + " + interval '1 hour' where client = 'pune-floor'");
            looker.page(PUNE);
            assertThat(database.number("select extract(epoch from min(expires_at) - now())::int from board_sessions"
                            + " where client = 'pune-floor'"))
                    .as("seven days after it was opened at the latest")
                    .isBetween(3600 - 60L, 3600L);
        }
    }

    @Test
    void what_changes_something_has_to_come_from_a_page_of_ours() {
        String here = home.getScheme() + "://" + home.getAuthority();
        for (Map<String, String> headers : List.of(
                Map.<String, String>of(),
                Map.of("Sec-Fetch-Site", "cross-site"),
                Map.of("Sec-Fetch-Site", "same-site", "Origin", here),
                Map.of("Sec-Fetch-Site", "none"),
                Map.of("Origin", "https://evil.example"),
                Map.of("Origin", "null"))) {
            Looker.signIn(Ground.DECK_KEY, headers)
                    .statusCode(403)
                    .contentType("text/html;charset=UTF-8")
                    .header("Set-Cookie", equalTo(null));
        }
        Looker.signIn(Ground.DECK_KEY, Map.of("Origin", here)).statusCode(303);

        Looker looker = Looker.signedIn(Ground.OPERATOR_KEY);
        for (String path : List.of("/sign-out", PUNE + "/operations/00000000-0000-0000-0000-000000000000/settlement")) {
            looker.request()
                    .header("Sec-Fetch-Site", "cross-site")
                    .post(path)
                    .then()
                    .statusCode(403);
            looker.request().post(path).then().statusCode(403);
        }
        looker.page(PUNE);
    }

    @Test
    void behind_a_proxy_with_TLS_the_cookie_is_for_https_alone() {
        var cookie = new SessionCookie(true).with("session", null);
        assertThat(cookie.isSecure()).isTrue();
        assertThat(cookie.getName()).isEqualTo("__Host-fulfilment-session");
        assertThat(cookie.getPath()).isEqualTo("/");
        assertThat(cookie.getDomain()).isNull();
    }
}
