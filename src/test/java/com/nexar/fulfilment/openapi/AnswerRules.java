package com.nexar.fulfilment.openapi;

import com.atlassian.oai.validator.model.SimpleResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.nexar.fulfilment.AgainstDocument;
import com.nexar.fulfilment.markers.Markers;
import com.nexar.fulfilment.problems.ProblemCode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What holds of every answer, whatever was asked. */
final class AnswerRules {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What of an operation and status is held against its schema; the rest is of the same form. */
    private static final int CLOSELY = 25;

    /** quarkus.http.limits.max-initial-line-length, less the verb and the version. */
    private static final int LONGEST_LINE = 4_000;

    /** Our inside: classes, stack traces, SQL, the database's words, files. None of these are among what the mill makes up. */
    private static final Pattern INSIDE =
            Pattern.compile("com\\.nexar|\\bjavax?\\.[a-z]|jakarta\\.|org\\.(hibernate|jboss|postgresql|eclipse)"
                    + "|io\\.(quarkus|vertx|smallrye|netty)|com\\.fasterxml|Exception\\b|\\tat |\\bSQL|SQLState|JDBC"
                    + "|violates|_pkey\\b|relation \\\\?\"|\\bselect [a-z_]+[, ]|insert into|ERROR: |/(home|root|tmp)/|\\.java\\b|\\.class\\b"
                    + "|Failing row|HV0\\d+|ARJUNA|ReaderInterceptor");

    /** Of a path that no router has, or another operation's: it is not there, cannot be read, or does not take this verb or body. */
    private static final Set<Integer> OF_STRAYED = Set.of(400, 401, 403, 404, 405, 406, 414, 415);

    private final Map<String, JsonNode> operations;
    private final Map<String, Integer> seen = new ConcurrentHashMap<>();

    AnswerRules(Document document) {
        this.operations = document.operations();
    }

    /** What is wrong with it; empty where nothing is. */
    List<String> faults(String name, RequestMill.Made made, HttpResponse<byte[]> answer) {
        List<String> faults = new ArrayList<>();
        int status = answer.statusCode();
        if (status == 414 && made.target().length() > LONGEST_LINE && answer.body().length == 0) {
            return faults; // the server's own word, before there is a request
        }
        String type = answer.headers()
                .firstValue("Content-Type")
                .orElse("")
                .replaceAll(";.*", "")
                .strip();
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        JsonNode declared = operations.get(name).path("responses").path(Integer.toString(status));
        if (status >= 500 && (declared.isMissingNode() || status == 500)) {
            faults.add("a " + status);
        }
        if (!made.strayed()) {
            declared(declared, status, type, body, faults);
        } else if (declared.isMissingNode() && !OF_STRAYED.contains(status)) {
            faults.add("status " + status + " on a path that may be another's");
        }
        if (!type.equals("application/pdf")) {
            Matcher inside = INSIDE.matcher(body);
            if (inside.find()) {
                faults.add("the body tells of our inside: " + inside.group());
            }
        }
        if (status >= 400) {
            List<String> markers = Markers.in(body);
            if (!markers.isEmpty()) {
                faults.add("the body shows " + markers);
            }
            problem(status, type, body, made.strayed() ? MissingNode.getInstance() : declared, faults);
        } else if (!made.strayed() && type.equals("application/json") && closely(name + status)) {
            faults.addAll(AgainstDocument.faults(made.verb(), made.path(), asAnswered(answer)));
        }
        if (answer.headers().map().containsKey("x-injected")) {
            faults.add("a header was injected");
        }
        return faults;
    }

    private static void declared(JsonNode declared, int status, String type, String body, List<String> faults) {
        if (declared.isMissingNode()) {
            faults.add("status " + status + " is not documented");
            return;
        }
        JsonNode content = declared.path("content");
        if (content.isEmpty() && !body.isEmpty()) {
            faults.add("a body where none is documented");
        }
        if (!content.isEmpty() && !content.has(type)) {
            faults.add("content type " + type + " is not documented");
        }
    }

    private static void problem(int status, String type, String body, JsonNode declared, List<String> faults) {
        JsonNode problem = tree(body);
        if (!type.equals("application/problem+json") || !problem.isObject()) {
            faults.add("no problem but " + type);
            return;
        }
        String code = problem.path("code").asText();
        boolean known = Arrays.stream(ProblemCode.values())
                .anyMatch(each -> each.code().equals(code)
                        && each.status() == status
                        && each.retryable() == problem.path("retryable").asBoolean()
                        && each.type().equals(problem.path("type").asText()));
        if (!known
                || problem.path("status").asInt() != status
                || problem.path("title").asText().isBlank()
                || problem.path("detail").asText().isBlank()
                || !problem.path("traceId").asText().matches("[0-9a-f]{32}")) {
            faults.add("no proper problem");
        }
        if (!declared.isMissingNode()
                && !declared.at("/content/application~1problem+json/examples").has(code)) {
            faults.add("problem " + code + " is not documented");
        }
        JsonNode errors = problem.path("errors");
        boolean told = errors.isArray() && !errors.isEmpty();
        for (JsonNode error : errors) {
            told &= !error.path("field").asText().isBlank()
                    && !error.path("message").asText().isBlank();
        }
        if (code.equals(ProblemCode.VALIDATION.code()) && !told) {
            faults.add("a validation that names no field");
        }
    }

    private boolean closely(String what) {
        return seen.merge(what, 1, Integer::sum) <= CLOSELY;
    }

    private static SimpleResponse asAnswered(HttpResponse<byte[]> answer) {
        SimpleResponse.Builder as =
                SimpleResponse.Builder.status(answer.statusCode()).withBody(answer.body());
        answer.headers().map().forEach((name, values) -> as.withHeader(name, values));
        return as.build();
    }

    static JsonNode tree(String body) {
        try {
            JsonNode tree = JSON.readTree(body);
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
