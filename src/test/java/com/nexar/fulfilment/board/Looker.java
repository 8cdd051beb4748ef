package com.nexar.fulfilment.board;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.Cookie;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/** Somebody who looks at the board, without a browser. */
final class Looker {

    private final String session;

    private Looker(String session) {
        this.session = session;
    }

    static Looker signedIn(String key) {
        Cookie cookie = signIn(key, Map.of("Sec-Fetch-Site", "same-origin"))
                .statusCode(303)
                .extract()
                .detailedCookie(SessionCookie.NAME);
        return new Looker(cookie.getValue());
    }

    static ValidatableResponse signIn(String key, Map<String, String> headers) {
        return given().redirects()
                .follow(false)
                .headers(headers)
                .formParam("key", key)
                .post("/sign-in")
                .then();
    }

    String session() {
        return session;
    }

    RequestSpecification request() {
        return given().redirects().follow(false).cookie(SessionCookie.NAME, session);
    }

    ValidatableResponse get(String path) {
        return request().get(path).then();
    }

    /** The page, which must be there. */
    String page(String path) {
        return get(path)
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .extract()
                .asString();
    }

    ValidatableResponse post(String path, Map<String, String> form) {
        return request()
                .header("Sec-Fetch-Site", "same-origin")
                .formParams(form)
                .post(path)
                .then();
    }

    /** A failure as people see it. */
    String failure(String path, int status) {
        String page = get(path)
                .statusCode(status)
                .contentType("text/html;charset=UTF-8")
                .extract()
                .asString();
        assertThat(page).contains("<h1>").contains("Trace id");
        return page;
    }
}
