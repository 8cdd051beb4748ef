package com.nexar.fulfilment.deployment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a migration must not do while pods of the release before its own still run: take away what they use, ask for what they do not
 * write, or change what answers them. A statement may, where the line before it says since which release it is harmless
 * ({@code -- unused since 1.2.0}, {@code -- written since 1.2.0}; that release has to be older than the one that migrates), or why
 * ({@code -- harmless because …}). What the same file creates, nobody uses yet.
 */
record MigrationRules(String release) {

    private static final String TAKES_AWAY = "unused since";
    private static final String ASKS_FOR_MORE = "written since";
    private static final String CHANGES = "harmless because";
    private static final Pattern MARK = Pattern.compile(
            "--\\s*(?:(unused since|written since) (\\d+)\\.(\\d+)\\.(\\d+)\\b|(harmless because) \\S+ \\S+)");

    private static final Pattern CREATED = pattern("\\bcreate\\s+table\\s+(if\\s+not\\s+exists\\s+)?(?<name>[\\w.]+)");
    private static final Pattern ABOUT = pattern(
            "^alter\\s+table\\s+(if\\s+exists\\s+)?(only\\s+)?(?<name>[\\w.]+)|^create\\b.*?\\bon\\s+(only\\s+)?(?<on>[\\w.]+)");

    /** Of an "add", up to the next comma that is not inside brackets. */
    private static final String COLUMN =
            "\\badd\\s+(column\\s+)?(?!column\\b|constraint\\b|check\\b|unique\\b|foreign\\b|primary\\b|exclude\\b|value\\b|generated\\b)";

    private static final String CLAUSE = "(?:[^,;()]|\\((?:[^()]|\\([^()]*\\))*\\))*";

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
                    "^alter\\s+table\\b.*" + COLUMN + "(?=" + CLAUSE + "\\bnot\\s+null\\b)(?!" + CLAUSE
                            + "\\b(default|generated)\\b)"),
            rule(
                    "narrows what may be written",
                    ASKS_FOR_MORE,
                    "\\badd\\s+(constraint\\b|check\\b|unique\\b|foreign\\s+key\\b|primary\\s+key\\b|exclude\\b)"),
            rule(
                    "narrows what may be written",
                    ASKS_FOR_MORE,
                    "^alter\\s+table\\b.*" + COLUMN + CLAUSE + "\\b(unique|check|references|primary\\s+key)\\b"),
            rule("narrows what may be written", ASKS_FOR_MORE, "^create\\s+unique\\s+index\\b"),
            rule("changes what answers", CHANGES, "\\bcreate\\s+or\\s+replace\\b"),
            rule("changes who sees what", CHANGES, "\\b(enable|disable|force)\\s+row\\s+level\\s+security\\b"),
            rule("changes who sees what", CHANGES, "^alter\\s+policy\\b|^create\\s+policy\\b.*\\bas\\s+restrictive\\b"),
            rule("does more than was written", CHANGES, "^create\\s+(constraint\\s+)?trigger\\b"));

    private static Rule rule(String name, String mark, String breaks) {
        return new Rule(name, mark, pattern(breaks));
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    /** Each as the rule's name and the statement. */
    List<String> violations(String sql) {
        Set<String> created = new HashSet<>();
        List<String> violations = new ArrayList<>();
        for (String statement : sql.split(";")) {
            String bare = statement.replaceAll("--[^\\n]*", "").strip();
            Matcher creates = CREATED.matcher(bare);
            if (creates.find()) {
                created.add(creates.group("name"));
            }
            if (created.contains(about(bare))) {
                continue;
            }
            for (Rule rule : RULES) {
                if (rule.breaks().matcher(bare).find() && !harmless(statement, rule.mark())) {
                    violations.add(rule.name() + ": " + bare);
                    break;
                }
            }
        }
        return violations;
    }

    /** The table that a statement is about; empty where it is about something else. */
    private static String about(String bare) {
        Matcher about = ABOUT.matcher(bare);
        if (!about.find()) {
            return "";
        }
        return about.group("name") != null ? about.group("name") : about.group("on");
    }

    private boolean harmless(String statement, String mark) {
        Matcher said = MARK.matcher(statement);
        while (said.find()) {
            if (mark.equals(said.group(5)) || (mark.equals(said.group(1)) && older(said))) {
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
