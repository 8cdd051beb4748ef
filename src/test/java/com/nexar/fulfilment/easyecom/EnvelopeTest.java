package com.nexar.fulfilment.easyecom;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.easyecom.Envelope.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each status and body means, for a read and for a write. */
class EnvelopeTest {

    @ParameterizedTest(name = "{0} {1}: read {2}, write {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            200 | {"code":200,"data":[]}                                   | Ok          | Ok
            200 | {"code":"200","data":{}}                                 | Ok          | Ok
            200 | {"status":200,"message":""}                              | Ok          | Ok
            200 | {"status":true,"message":"success"}                      | Ok          | Ok
            200 | {"status":"success"}                                     | Ok          | Ok
            200 | {"code":null,"status":"success"}                         | Ok          | Ok
            200 | {"data":[{"cp_id":1}],"nextUrl":null}                    | Ok          | Ok
            200 | {"data":{"orders":[]}}                                   | Ok          | Ok
            200 | {"orders":[],"nextUrl":null}                             | Ok          | Unclear 35
            200 | [{"invoice_id":1}]                                       | Ok          | Ok
            200 | {"data":[]}                                              | Ok          | Unclear 35
            200 | {"data":[],"message":"Successful"}                       | Ok          | Unclear 35
            200 | {"data":"No Data Found"}                                 | Empty       | Unclear 35
            200 | {"code":200,"data":"No Data Found"}                      | Empty       | Ok
            200 | {"data":"Something went wrong"}                          | Unclear 35  | Unclear 35
            200 | {"data":[],"message":"Something went wrong"}             | Unclear 35  | Unclear 35
            200 | {"data":[],"message":"No records found"}                 | Empty       | Unclear 35
            200 | {"code":400,"message":"No Data Found","data":[]}         | Empty       | Refused 400
            200 | {"code":400,"message":"no records found"}                | Empty       | Refused 400
            200 | {"code":400,"message":"No Result Found"}                 | Empty       | Refused 400
            200 | {"code":400,"message":"Unable to find the order_id"}     | Empty       | Refused 400
            200 | {"code":400,"data":"No Data Found"}                      | Empty       | Refused 400
            200 | {"code":400,"message":"Order is on hold"}                | Refused 400 | Refused 400
            200 | {"status":400,"message":"Order is on hold"}              | Refused 400 | Refused 400
            200 | {"code":"422","message":"bad"}                           | Refused 422 | Refused 422
            200 | {"code":401,"message":"token is invalid"}                | BadToken    | BadToken
            200 | {"code":400,"message":"Token is invalid"}                | BadToken    | BadToken
            200 | {"code":403,"message":"Unauthorized"}                    | BadToken    | BadToken
            200 | {"code":400,"message":"Invalid Api token."}              | BadToken    | BadToken
            200 | {"code":403,"message":"Token has expired"}               | BadToken    | BadToken
            200 | {"code":400,"message":"Carrier token has expired"}       | BadToken    | Refused 400
            200 | {"code":400,"message":"You are unauthorized to use it"}  | BadToken    | Refused 400
            200 | {"code":403,"message":"You are unauthorized to use it"}  | BadToken    | Refused 403
            200 | {"code":500,"message":"Unauthorized: courier"}           | Unclear 3   | Unclear 3
            200 | {"code":500,"message":"Invalid Api token."}              | Unclear 3   | Unclear 3
            200 | {"code":504,"message":"token expired"}                   | Unclear 35  | Unclear 35
            200 | {"code":408,"message":"token expired"}                   | Unclear 35  | Unclear 35
            200 | {"code":0,"message":"token expired"}                     | BadToken    | Unclear 35
            200 | {"status":false,"message":"Invalid Api token."}          | BadToken    | Unclear 35
            400 | {"code":500,"message":"Unauthorized"}                    | Unclear 3   | Unclear 3
            200 | {"data":[],"message":"Unauthorized by the courier"}      | BadToken    | Unclear 35
            200 | {"data":[],"message":"Unauthorized access"}              | BadToken    | BadToken
            200 | Unauthorized by the courier                              | BadToken    | Unclear 35
            200 | {"data":[],"message":"Invalid Api token."}               | BadToken    | BadToken
            200 | Unauthorized                                             | BadToken    | BadToken
            200 | {"code":408,"message":"slow"}                            | Unclear 35  | Unclear 35
            200 | {"code":429,"message":"slow down"}                       | Throttled   | Throttled
            200 | {"code":500,"message":"oops"}                            | Unclear 3   | Unclear 3
            200 | {"code":502}                                             | Unclear 3   | Unclear 3
            200 | {"code":504,"message":"oops"}                            | Unclear 35  | Unclear 35
            200 | {"code":0,"message":"?"}                                 | Unclear 35  | Unclear 35
            200 | {"status":false,"message":"?"}                           | Unclear 35  | Unclear 35
            200 | {}                                                       | Unclear 35  | Unclear 35
            200 | ~~                                                       | Unclear 35  | Unclear 35
            200 | null                                                     | Unclear 35  | Unclear 35
            200 | {"code":200                                              | Unclear 35  | Unclear 35
            200 | {"code":200}trailing                                     | Unclear 35  | Unclear 35
            200 | <html><h1>Unauthorized</h1></html>                       | Unclear 35  | Unclear 35
            302 | {"code":200}                                             | Unclear 35  | Unclear 35
            400 | {"code":400,"message":"Limit cannot be greater than 10"} | Refused 400 | Refused 400
            400 | {"message":"bad"}                                        | Refused 400 | Refused 400
            400 | {"code":200,"message":"bad"}                             | Refused 400 | Refused 400
            400 | {"code":500,"message":"bad"}                             | Unclear 3   | Unclear 3
            400 | <html></html>                                            | Unclear 35  | Unclear 35
            401 | {"code":401,"message":"Invalid Api token."}              | BadToken    | BadToken
            401 | <html></html>                                            | BadToken    | BadToken
            403 | {"message":"Forbidden"}                                  | BadApiKey   | BadApiKey
            403 | {"message":"Not your order"}                             | Refused 403 | Refused 403
            404 | {"message":"Not Found"}                                  | Refused 404 | Refused 404
            404 | <html></html>                                            | Refused 404 | Unclear 35
            408 | {"code":400,"message":"no"}                              | Unclear 35  | Unclear 35
            429 | Too Many Requests                                        | Throttled   | Throttled
            500 | {"code":400,"message":"no"}                              | Unclear 3   | Unclear 3
            502 | <html></html>                                            | Unclear 3   | Unclear 3
            503 | ~~                                                       | Unclear 3   | Unclear 3
            504 | {"message":"Endpoint request timed out"}                 | Unclear 35  | Unclear 35
            """)
    void table(int status, String body, String read, String write) {
        assertThat(word(Envelope.read(false, status, null, body))).isEqualTo(read);
        assertThat(word(Envelope.read(true, status, null, body))).isEqualTo(write);
    }

    @Test
    void their_words_are_kept_but_not_at_any_length() {
        String body = "{\"code\":400,\"message\":\"" + "x".repeat(9000) + "\"}";
        var refused = (Verdict.Refused) Envelope.read(true, 200, null, body);
        assertThat(refused.message()).hasSize(501).endsWith("x…");
    }

    @Test
    void retry_after_is_handed_on() {
        assertThat(Envelope.read(true, 429, "17", "")).isEqualTo(new Verdict.Throttled("17", false));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            429 | {"message":"Limit Exceeded"}                    | true
            429 | Limit Exceeded                                  | true
            200 | {"code":429,"message":"Daily limit is reached"} | true
            200 | {"code":429,"message":"API quota used up"}      | true
            429 | {"message":"Too Many Requests"}                 | false
            429 | Rate limit exceeded                             | false
            429 | ~~                                              | false
            """)
    void a_day_that_is_used_up_is_told_from_too_many_at_once(int status, String body, boolean usedUp) {
        assertThat(Envelope.read(true, status, null, body)).isEqualTo(new Verdict.Throttled(null, usedUp));
    }

    @Test
    void numbers_keep_their_digits() {
        assertThat(Envelope.tree("{\"a\":422.88140000000000001}").path("a").decimalValue())
                .isEqualByComparingTo("422.88140000000000001");
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Ok ok -> "Ok";
            case Verdict.Empty empty -> "Empty";
            case Verdict.Refused refused -> "Refused " + refused.code();
            case Verdict.BadToken bad -> "BadToken";
            case Verdict.Throttled throttled -> "Throttled";
            case Verdict.BadApiKey key -> "BadApiKey";
            case Verdict.Unclear unclear -> "Unclear " + seconds(unclear.quiet());
        };
    }

    private static int seconds(Envelope.Quiet quiet) {
        return switch (quiet) {
            case LONG -> 35;
            case SHORT -> 3;
        };
    }
}
