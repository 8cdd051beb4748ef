package com.nexar.fulfilment.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Migrations run while pods of the release before still do (README, Migrations). */
class MigrationRulesTest {

    /** What release 1.0.0 begins with; nothing ran before it. */
    private static final int FIRST_RELEASE = 25;

    private static final MigrationRules RULES = new MigrationRules("1.4.0");

    @Test
    void no_migration_breaks_the_pods_of_the_release_before_it() throws IOException {
        Matcher version = Pattern.compile("<version>(\\d+\\.\\d+\\.\\d+)(-SNAPSHOT)?</version>")
                .matcher(Files.readString(Path.of("pom.xml")));
        assertThat(version.find()).isTrue();
        MigrationRules rules = new MigrationRules(version.group(1));
        List<Path> migrations;
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
            migrations = files.toList();
        }
        assertThat(migrations).hasSizeGreaterThan(FIRST_RELEASE);
        for (Path migration : migrations) {
            String name = migration.getFileName().toString();
            assertThat(name).as("a version and a sentence").matches("V\\d+__[A-Z][A-Za-z_]+\\.sql");
            if (Integer.parseInt(name.substring(1, name.indexOf("__"))) > FIRST_RELEASE) {
                assertThat(rules.violations(Files.readString(migration)))
                        .as(name)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            drop table quarantine                                        | takes something away
            alter table shipments drop column hold_reason                | takes something away
            drop function trim_changes(timestamptz)                      | takes something away
            alter table shipments alter column stage drop default        | takes a default or a grant away
            revoke select on shipments from fulfilment_app               | takes a default or a grant away
            alter table shipments rename column stage to step            | renames
            alter table shipments rename to parcels                      | renames
            alter table shipments alter column version type text         | changes a type
            truncate shipments                                           | empties a table
            alter table shipments alter column stage set not null        | asks for a value
            ALTER TABLE shipments ADD COLUMN colour text NOT NULL        | adds a column that must be written
            alter table shipments add constraint c check (version > 0)   | narrows what may be written
            alter table shipments add colour text not null               | adds a column that must be written
            alter table shipments add a text, add price numeric(9,2) not null | adds a column that must be written
            alter table shipments add column code text unique            | narrows what may be written
            alter table shipments add column p numeric(9,2) unique       | narrows what may be written
            alter table shipments add column l text check (length(l) < 9) | narrows what may be written
            alter table shipments add column b text references brands    | narrows what may be written
            create unique index one_awb on shipments (awb)               | narrows what may be written
            create unique index if not exists one_awb on shipments (awb) | narrows what may be written
            create or replace function trim_changes() returns void       | changes what answers
            create or replace view open_shipments as select 1            | changes what answers
            alter table shipments enable row level security              | changes who sees what
            alter table shipments disable row level security             | changes who sees what
            alter table shipments force row level security               | changes who sees what
            alter policy wall on shipments using (true)                  | changes who sees what
            create policy more on shipments as restrictive using (true)  | changes who sees what
            create trigger t before insert on shipments execute function f() | does more than was written
            """)
    void what_would_break_them_is_found(String statement, String rule) {
        assertThat(RULES.violations("create table x (id bigint not null);\n" + statement + ";"))
                .singleElement()
                .asString()
                .startsWith(rule);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            create table things (id bigint primary key, name text not null)
            alter table shipments add column colour text
            alter table shipments add column colour text not null default 'red'
            alter table shipments alter column last_at drop not null
            create index things_by_name on things (name)
            revoke all on function f() from public
            create table x (id bigint); create unique index one on x (id)
            create table x (id bigint); alter table x enable row level security; create policy wall on x as restrictive using (true)
            create table x (id bigint); create trigger t before insert on x execute function f()
            alter table shipments add a numeric(9,2) default 0, add b text
            create policy wall on shipments using (true)
            create function f() returns integer language sql as 'select 1'
            -- drop table quarantine
            """)
    void what_they_do_not_notice_passes(String statement) {
        assertThat(RULES.violations(statement + ";")).isEmpty();
    }

    @Test
    void what_no_running_release_uses_any_more_may_go_and_the_mark_says_since_when() {
        assertThat(RULES.violations("-- unused since 1.3.0\nalter table shipments drop column colour;"))
                .isEmpty();
        assertThat(RULES.violations("-- unused since 1.4.0: too early\nalter table shipments drop column colour;"))
                .hasSize(1);
        assertThat(RULES.violations("-- written since 1.3.0\nalter table shipments drop column colour;"))
                .as("another mark")
                .hasSize(1);
        assertThat(RULES.violations("-- written since 1.3.2\nalter table shipments alter column colour set not null;"))
                .isEmpty();
        assertThat(RULES.violations("-- written since 1.3.0\ncreate unique index one_awb on shipments (awb);"))
                .isEmpty();
        assertThat(RULES.violations("-- unused since 1.3.0\nselect 1;\ndrop table x;"))
                .as("of another statement")
                .hasSize(1);
    }

    @Test
    void what_changes_an_answer_says_why_that_is_harmless() {
        String change = "create or replace function f() returns integer language sql as 'select 1';";
        assertThat(RULES.violations("-- harmless because it answers the same, faster\n" + change))
                .isEmpty();
        assertThat(RULES.violations("-- harmless because\n" + change))
                .as("no reason")
                .hasSize(1);
        assertThat(RULES.violations("-- unused since 1.3.0\n" + change))
                .as("another mark")
                .hasSize(1);
        assertThat(RULES.violations("-- harmless because nobody looks\ndrop table shipments;"))
                .as("another rule")
                .hasSize(1);
    }
}
