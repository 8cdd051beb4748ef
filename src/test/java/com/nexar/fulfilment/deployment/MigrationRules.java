package com.nexar.fulfilment.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a migration must not do while pods of the release before its own still run: take away what they use, or ask for what they do not
 * write. A statement may, where the line before it says since which release it is harmless: {@code -- unused since 1.2.0} or
 * {@code -- written since 1.2.0}; that release has to be older than the one that migrates.
 */
record MigrationRules(String release) {

    private static final String TAKES_AWAY = "unused since";
    private static final String ASKS_FOR_MORE = "written since";
    private static final Pattern MARK =
            Pattern.compile("--\\s*(unused since|written since) (\\d+)\\.(\\d+)\\.(\\d+)\\b");

    private record Rule(String name, String mark, Pattern breaks) {}

    private static final List<Rule> RULES = List.of(
            rule(
                    "takes something away",
                    TAKES_AWAY,
                    "\\bdrop\\s+(table|column|view|function|sequence|type|schema|policy|trigger)\\b"),
            rule(
                    "takes a default or a grant away",
                    TAKES_AWAY,
                    "\\bdrop\\s+default\\b|\\brevoke\\b(?!.*\\bfrom\\s+public\\b)"),
            rule("renames", TAKES_AWAY, "\\brename\\b"),
            rule("changes a type", TAKES_AWAY, "\\balter\\s+column\\s+\\S+\\s+(set\\s+data\\s+)?type\\b"),
            rule("empties a table", TAKES_AWAY, "\\btruncate\\b"),
            rule("asks for a value", ASKS_FOR_MORE, "\\bset\\s+not\\s+null\\b"),
            rule(
                    "adds a column that must be written",
                    ASKS_FOR_MORE,
                    "\\badd\\s+column\\b(?=[^,;]*\\bnot\\s+null\\b)(?![^,;]*\\b(default|generated)\\b)"),
            rule(
                    "narrows what may be written",
                    ASKS_FOR_MORE,
                    "\\badd\\s+(constraint\\b|check\\b|unique\\b|foreign\\s+key\\b|primary\\s+key\\b)"));

    private static Rule rule(String name, String mark, String breaks) {
        return new Rule(name, mark, Pattern.compile(breaks, Pattern.CASE_INSENSITIVE));
    }

    /** Each as the rule's name and the statement. */
    List<String> violations(String sql) {
        List<String> violations = new ArrayList<>();
        for (String statement : sql.split(";")) {
            String bare = statement.replaceAll("--[^\\n]*", "").strip();
            for (Rule rule : RULES) {
                if (rule.breaks().matcher(bare).find() && !harmless(statement, rule.mark())) {
                    violations.add(rule.name() + ": " + bare);
                }
            }
        }
        return violations;
    }

    private boolean harmless(String statement, String mark) {
        Matcher said = MARK.matcher(statement);
        while (said.find()) {
            if (said.group(1).equals(mark) && older(said)) {
                return true;
            }
        }
        return false;
    }

    private boolean older(Matcher said) {
        String[] ours = release.split("\\.");
        for (int part = 0; part < 3; part++) {
            int difference = Integer.parseInt(said.group(part + 2)) - Integer.parseInt(ours[part]);
            if (difference != 0) {
                return difference < 0;
            }
        }
        return false;
    }
}
