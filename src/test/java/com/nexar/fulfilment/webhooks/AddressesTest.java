package com.nexar.fulfilment.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nexar.fulfilment.addresses.NotAllowed;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where webhooks may go, by the address that is connected to, and not by the name. */
class AddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.254",
                "127.0.0.1",
                "127.8.8.8",
                "169.254.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.1.1.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::7f00:1",
                "::ffff:10.0.0.1",
                "::ffff:127.0.0.1",
                "64:ff9b::a00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:a00:1::1",
                "3fff::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void an_address_that_is_not_the_internets_is_refused(String address) {
        assertThatThrownBy(() -> only(address).resolved(url("https://hooks.example.com/")))
                .isInstanceOf(NotAllowed.class)
                .hasMessageContaining("hooks.example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "128.0.0.1", "169.253.1.1",
                "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0", "198.17.0.1", "198.20.0.1",
                        "223.255.255.255",
                "2606:4700::1111", "2a00:1450:4001::1", "::ffff:1.1.1.1", "64:ff9b::101:101"
            })
    void an_address_of_the_internet_is_taken(String address) {
        assertThatCode(() -> only(address).resolved(url("https://hooks.example.com/")))
                .doesNotThrowAnyException();
    }

    @Test
    void one_bad_address_among_good_ones_is_enough() {
        assertThatThrownBy(() -> resolving(false, "1.1.1.1", "10.0.0.1").resolved(url("https://hooks.example.com")))
                .hasMessageContaining("10.0.0.1")
                .hasMessageContaining("fulfilment.webhooks.allow-private-addresses");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/x",
                "https://[::1]/x",
                "https://[::ffff:10.0.0.1]/",
                "https://127.1/",
                "https://2130706433/"
            })
    void a_literal_address_is_checked_however_it_is_written(String url) {
        Addresses real = new Addresses(false, InetAddress::getAllByName);

        assertThatThrownBy(() -> real.checked(url)).isInstanceOf(Problem.class);
    }

    @Test
    void a_name_that_resolves_to_another_address_later_is_refused_then() throws Exception {
        AtomicReference<String> now = new AtomicReference<>("1.1.1.1");
        Addresses addresses = new Addresses(false, host -> new InetAddress[] {literal(now.get())});
        URI url = addresses.checked("https://hooks.example.com/in");
        now.set("169.254.169.254");

        assertThatThrownBy(() -> addresses.resolved(url)).isInstanceOf(NotAllowed.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://hooks.example.com/ | must be https",
                "ftp://hooks.example.com/ | is no URL",
                "hooks.example.com | is no URL",
                "https:///path | is no URL",
                "https://exa mple.com | is no URL",
                "https://user:pass@hooks.example.com/ | must not hold a user",
                "https://user@hooks.example.com/ | must not hold a user",
                "https://hooks.example.com/#x | must not have a fragment",
                "https://hooks.example.com/ä | is written in ASCII",
            })
    void a_url_that_cannot_be_an_endpoints_is_a_problem_that_says_why(String url, String why) {
        assertThatThrownBy(() -> only("1.1.1.1").checked(url)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.VALIDATION);
            assertThat(problem.getMessage()).startsWith("url: " + why);
        });
    }

    @Test
    void a_name_without_an_address_is_a_problem() {
        Addresses nowhere = new Addresses(false, host -> {
            throw new UnknownHostException(host);
        });

        assertThatThrownBy(() -> nowhere.checked("https://hoks.example.com/"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("hoks.example.com does not resolve");
    }

    @Test
    void inside_the_network_and_http_only_where_it_is_allowed() {
        for (String inside : new String[] {"10.0.0.1", "127.0.0.1", "fd12::1", "169.254.3.4", "100.64.0.1"}) {
            assertThatCode(() -> resolving(true, inside).checked("http://wms.wms.svc:8080/hooks"))
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "::ffff:169.254.169.254",
                "fd00:ec2::254",
                "0.0.0.0",
                "::",
                "224.0.0.1",
                "ff02::1",
                "255.255.255.255"
            })
    void credentials_of_machines_and_nobody_s_addresses_are_refused_even_then(String address) {
        assertThatThrownBy(() -> resolving(true, address).checked("http://wms.wms.svc:8080/hooks"))
                .isInstanceOf(Problem.class);
    }

    private static Addresses only(String address) {
        return resolving(false, address);
    }

    private static Addresses resolving(boolean anywhere, String... addresses) {
        return new Addresses(
                anywhere,
                host -> Arrays.stream(addresses).map(AddressesTest::literal).toArray(InetAddress[]::new));
    }

    private static InetAddress literal(String text) {
        return InetAddress.ofLiteral(text);
    }

    private static URI url(String text) {
        return URI.create(text);
    }
}
