package com.nexar.fulfilment.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Walks through a backlog and looks at nothing but where the next page is: what the sandbox can give; or reads each page to a tree
 * besides, as who takes orders in has to before all else.
 */
final class SandboxAlone {

    static final String NAME = "the sandbox alone";
    static final String READ = "the sandbox alone, each page read to a tree";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final Pattern NEXT = Pattern.compile("\"nextUrl\":\"([^\"]+)\"");
    private static final Pattern TOKEN = Pattern.compile("\"jwt_token\":\"([^\"]+)\"");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 250;
    private static final int WARM_UP = 10;
    /** Bytes of an answer, among which the next page's address is. */
    private static final int END = 4096;

    private SandboxAlone() {}

    /** @param who {@link #NAME} or {@link #READ} */
    static void walk(IntakeGround ground, String name, String apiKey, String who, Figures figures) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            String url = ground.sandbox().url();
            String login = "{\"email\":\"api.user@example.com\",\"password\":\"demo-password\",\"location_key\":\""
                    + IntakeGround.locationKey(name) + "\"}";
            String token = found(
                    TOKEN,
                    send(
                            http,
                            apiKey,
                            HttpRequest.newBuilder(URI.create(url + "/access/token"))
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(login))));
            LocalDateTime now = LocalDateTime.now(ZoneId.of("Asia/Kolkata"));
            String next = url + "/orders/V2/getAllOrders?limit=" + PAGE + "&updated_after=" + text(now.minusDays(6))
                    + "&updated_before=" + text(now);
            int pages = 0;
            long begun = 0;
            double cpu = 0;
            long sandbox = ground.sandbox().pid();
            while (next != null) {
                if (pages++ == WARM_UP) {
                    begun = System.nanoTime();
                    cpu = ProcessCpu.seconds(sandbox);
                }
                byte[] page = send(
                        http,
                        apiKey,
                        HttpRequest.newBuilder(URI.create(next)).header("Authorization", "Bearer " + token));
                if (who.equals(READ)
                        && JSON.readTree(page).path("data").path("orders").isEmpty()) {
                    throw new IllegalStateException("a page without orders");
                }
                next = found(NEXT, page);
                next = next == null || next.startsWith("http") ? next : url + next;
            }
            long orders = (pages - WARM_UP) * (long) PAGE;
            figures.add(who, Intake.RATE, orders / ((System.nanoTime() - begun) / 1e9));
            figures.add(who, Intake.CPU, (ProcessCpu.seconds(sandbox) - cpu) / orders * 1e6);
        }
    }

    private static String text(LocalDateTime time) {
        return URLEncoder.encode(TIME.format(time), StandardCharsets.UTF_8);
    }

    /** At the end of the answer, which is not read else: what a reader does with the rows is not the sandbox's. */
    private static String found(Pattern what, byte[] in) {
        int from = Math.max(0, in.length - END);
        Matcher found = what.matcher(new String(in, from, in.length - from, StandardCharsets.UTF_8));
        return found.find() ? found.group(1) : null;
    }

    private static byte[] send(HttpClient http, String apiKey, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> response =
                http.send(request.header("x-api-key", apiKey).build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(
                    response.statusCode() + " " + new String(response.body(), StandardCharsets.UTF_8));
        }
        return response.body();
    }
}
