package com.nexar.fulfilment.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that are made here: their form, and the command that makes them. */
class ApiKeyTest {

    private record Said(int code, String out, String err) {}

    private final SecureRandom random = new SecureRandom();

    @Test
    void a_key_says_what_it_is_and_is_another_one_each_time() {
        Set<String> secrets = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            ApiKey key = ApiKey.fresh(random);
            assertThat(key.text())
                    .matches("ffk_[0-9A-Za-z]{12}_[0-9A-Za-z]{49}")
                    .startsWith(key.publicId() + "_");
            assertThat(ApiKey.isWhole(key.text())).isTrue();
            assertThat(secrets.add(key.text().substring(17))).isTrue();
            assertThat(key.toString()).doesNotContain(key.text().substring(17));
        }
    }

    @Test
    void the_secret_has_all_of_its_256_bits() {
        // the first of 43 letters tells of the highest bits: all that 2^256 allows occur
        Set<Character> first = new HashSet<>();
        Set<Character> last = new HashSet<>();
        for (int i = 0; i < 5_000; i++) {
            String key = ApiKey.fresh(random).text();
            first.add(key.charAt(17));
            last.add(key.charAt(17 + 42));
        }
        assertThat(first).hasSizeGreaterThan(50);
        assertThat(last).hasSize(62);
    }

    @Test
    void every_letter_that_was_copied_badly_is_noticed() {
        String key = ApiKey.fresh(random).text();
        for (int at = 4; at < key.length(); at++) {
            char other = key.charAt(at) == 'x' ? 'y' : 'x';
            String wrong = key.substring(0, at) + other + key.substring(at + 1);
            assertThat(ApiKey.isWhole(wrong)).as("letter " + at).isFalse();
            assertThat(ApiKey.isMeant(wrong)).isTrue();
            if (at + 1 < key.length() && key.charAt(at) != key.charAt(at + 1)) {
                String swapped = key.substring(0, at) + key.charAt(at + 1) + key.charAt(at) + key.substring(at + 2);
                assertThat(ApiKey.isWhole(swapped)).as("letters from " + at).isFalse();
            }
        }
        for (String wrong : List.of(key.substring(0, key.length() - 1), key + "0", key + " ", "ffk_", "ffk_x_y")) {
            assertThat(ApiKey.isWhole(wrong)).isFalse();
        }
        assertThat(ApiKey.isMeant("dev-key")).isFalse();
    }

    @Test
    void the_command_prints_a_key_and_the_setting_that_makes_it_known() {
        Said said = run("keys", "new", "nexar-wms", "--expires", "2027-01-31");

        assertThat(said.code()).isZero();
        List<String> lines =
                said.out().lines().filter(line -> !line.startsWith("#")).toList();
        String key = lines.get(0);
        assertThat(ApiKey.isWhole(key)).isTrue();
        String before = "fulfilment.clients.nexar-wms.key-sha256=";
        assertThat(lines.get(1)).startsWith(before).doesNotContain(key.substring(17));
        ConfiguredKey known =
                ConfiguredKey.parse(lines.get(1).substring(before.length())).orElseThrow();
        assertThat(known.sha256()).isEqualTo(ApiKey.hex(ApiKey.sha256(key)));
        assertThat(known.id()).isEqualTo(key.substring(0, 16));
        assertThat(known.expires()).isEqualTo(LocalDate.of(2027, 1, 31));
    }

    @Test
    void without_a_last_day_it_has_none() {
        String setting = run("keys", "new", "nexar-wms").out().lines().toList().getLast();

        ConfiguredKey known =
                ConfiguredKey.parse(setting.substring(setting.indexOf('=') + 1)).orElseThrow();
        assertThat(known.expires()).isNull();
        assertThat(known.hasExpired(Instant.MAX.minusSeconds(1))).isFalse();
    }

    @Test
    void a_key_is_good_to_the_end_of_its_last_day() {
        ConfiguredKey key = ConfiguredKey.parse("0".repeat(64) + "@2027-01-31").orElseThrow();

        assertThat(key.id()).isEqualTo("0".repeat(12));
        assertThat(key.hasExpired(Instant.parse("2027-01-31T23:59:59.999Z"))).isFalse();
        assertThat(key.hasExpired(Instant.parse("2027-02-01T00:00:00Z"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keys",
                "keys old nexar-wms",
                "keys new",
                "keys new Nexar",
                "keys new a.b",
                "keys new nexar-wms 2027-01-31",
                "keys new nexar-wms --expires",
                "keys new nexar-wms --expires 2027-02-30",
                "keys new nexar-wms --expires soon"
            })
    void what_cannot_be_meant_makes_no_key(String words) {
        Said said = run(words.split(" "));

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).isNotBlank();
    }

    private static Said run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = new KeyMaking(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(arguments);
        return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
