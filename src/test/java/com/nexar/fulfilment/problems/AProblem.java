package com.nexar.fulfilment.problems;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.restassured.response.ValidatableResponse;

/** The body that every failure has. */
final class AProblem {

    private AProblem() {}

    static ValidatableResponse problem(ValidatableResponse response, int status, String code) {
        return response.statusCode(status)
                .header("Content-Type", equalTo("application/problem+json"))
                .body("type", equalTo("https://fulfilment.nexar.example/problems/" + code))
                .body("status", equalTo(status))
                .body("code", equalTo(code))
                .body("title", matchesPattern(".+"))
                .body("detail", matchesPattern("(?s).+"))
                .body("traceId", matchesPattern("[0-9a-f]{32}"));
    }
}
