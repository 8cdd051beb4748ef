package com.nexar.fulfilment.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.easyecom.EasyEcomSays;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever callers and EasyEcom write, the plain log has one line per event, and a stack trace below it that is nothing else. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class LogLinesTest {

    private static final Logger LOG = Logger.getLogger(LogLinesTest.class);
    private static final Pattern OF_A_TRACE =
            Pattern.compile("\tat .*|\t\\.\\.\\. .*|\t?(Caused by|Suppressed): .*|[\\w.$]+(: .*)?|\\s*");
    private static final Pattern AN_EVENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+[+-]\\d{4} [A-Z]+ +\\[.*");

    @Inject
    SyncNow sync;

    private final EasyEcom easyecom = EasyEcom.zeta();
    private final Wms wms = Wms.del1();

    @ParameterizedTest(name = "{index}")
    @MethodSource("com.nexar.fulfilment.logs.Forgeries#all")
    void words_and_exceptions_of_others_begin_no_line(String forgery) {
        try (ConsoleLines log = new ConsoleLines()) {
            LOG.infof("forged %s end", forgery);
            LOG.errorf(
                    new IllegalStateException("why " + forgery, new IllegalArgumentException("cause " + forgery)),
                    "also forged %s",
                    forgery);
            EasyEcomSays.unclear("no " + forgery);
            EasyEcomSays.goTo("http://" + forgery + "evil.names.test/");

            assertThat(log.lines()).anyMatch(line -> line.contains("forged"));
            assertThat(log.lines()).anyMatch(line -> line.contains("IllegalArgumentException: cause"));
            assertThat(log.lines()).anyMatch(line -> line.contains("acme/blr1 assign 90210001 outcome-unknown"));
            whole(log.lines());
        }
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("com.nexar.fulfilment.logs.Forgeries#all")
    void what_callers_send_begins_no_line(String forgery) throws IOException {
        long id = easyecom.order("nx3000000001");
        sync.orders("zeta/del1");
        try (ConsoleLines log = new ConsoleLines()) {
            // a path with U+0000 is nobody's, and comes to no resource that could break
            int answer = forgery.contains("\u0000") ? 404 : 500;
            RestAssured.given()
                    .urlEncodingEnabled(false)
                    .get("/broken/path/"
                            + URLEncoder.encode(forgery, StandardCharsets.UTF_8).replace("+", "%20"))
                    .then()
                    .statusCode(answer);
            withHeaders(forgery);
            wms.waiting(2).hold(id, "short " + forgery.replace("\u0000", ""));
            wms.waiting(2).release(id);
            easyecom.act(
                    id,
                    "content",
                    Map.of(
                            "raw",
                            Map.of(
                                    "reference_code",
                                    "ref " + forgery,
                                    "message",
                                    forgery,
                                    "awb_number",
                                    "A" + forgery)));
            sync.orders("zeta/del1");

            assertThat(log.lines().stream().anyMatch(line -> line.contains("GET /broken/path/")))
                    .isEqualTo(answer == 500);
            whole(log.lines());
        }
    }

    /** Not by a client that would refuse to send these; what the server makes of them is its own affair. */
    private static void withHeaders(String forgery) throws IOException {
        String value = forgery.replaceAll("[\r\n\u0000]", " ");
        String request = "GET /broken/method HTTP/1.1\r\nHost: localhost\r\nUser-Agent: " + value
                + "\r\ntraceparent: 00-" + value + "\r\nIdempotency-Key: " + value + "\r\nX-Forwarded-For: " + value
                + "\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(5_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.UTF_8));
            out.flush();
            socket.getInputStream().readAllBytes();
        }
    }

    private static void whole(List<String> events) {
        for (String event : events) {
            String text = event.endsWith("\n") ? event.substring(0, event.length() - 1) : event;
            List<String> lines = List.of(text.split("\n", -1));
            assertThat(lines.getFirst()).matches(AN_EVENT);
            for (String line : lines) {
                assertThat(line.codePoints().noneMatch(Forgeries::breaksLines))
                        .as(event)
                        .isTrue();
            }
            assertThat(lines.subList(1, lines.size()))
                    .as(event)
                    .allMatch(line -> OF_A_TRACE.matcher(line).matches()
                            && !AN_EVENT.matcher(line).matches());
        }
    }
}
