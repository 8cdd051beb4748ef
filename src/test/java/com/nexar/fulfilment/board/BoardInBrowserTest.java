package com.nexar.fulfilment.board;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Eventually;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The board as people use it, in a real browser; pictures of its pages are left in target/screenshots. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class BoardInBrowserTest {

    private static final String HYDERABAD = "/board/deck/hyd1";
    private static final String KEY_OF_LOCATION = "nx8000000003";

    private static Chromium chromium;
    private static DayAtHyderabad day;

    @Inject
    SyncNow sync;

    @TestHTTPResource
    String home;

    private final Wms wms = Wms.at(Ground.DECK_KEY, "deck/hyd1");
    private Page page;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void a_day_has_begun() {
        if (day == null) {
            day = DayAtHyderabad.begin(sync);
        }
        page = chromium.window(1280, 900, ColorScheme.LIGHT, home);
    }

    @AfterEach
    void nothing_was_complained_about() {
        EasyEcom.deck().noFaults();
        page.context().close();
        chromium.mustNotHaveComplained();
    }

    @Test
    void people_sign_in_with_a_key_and_out_again() {
        page.navigate(HYDERABAD);
        assertThat(page).hasURL(Pattern.compile("/sign-in\\?next="));
        page.getByLabel("API key").fill("wrong");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.ALERT)).hasText("This key is not known here.");
        Accessible.mustBe(page, "sign-in with a wrong key");

        page.getByLabel("API key").fill(Ground.DECK_KEY);
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile(HYDERABAD + "$"));
        assertThat(page.getByRole(AriaRole.HEADING, level(1))).hasText("Hyderabad 1");
        assertThat(page.content()).doesNotContain(Ground.DECK_KEY);
        assertThat(page.evaluate("document.cookie")).isEqualTo("");

        page.getByText("Sign out").click();
        assertThat(page).hasURL(Pattern.compile("/sign-in$"));
        page.goBack();
        assertThat(page.getByLabel("API key")).isVisible();
    }

    @Test
    void the_funnel_moves_while_one_looks_and_the_keyboard_stays_where_it_is() {
        long id = day.order(KEY_OF_LOCATION);
        sync.tip("deck/hyd1");
        signIn(Ground.DECK_KEY, HYDERABAD);
        assertThat(page.locator("#live-state")).hasText("Live");
        page.evaluate("() => { window.sameAsBefore = true; }");
        Locator assigned = step("ASSIGNED");
        assigned.focus();
        long before = number(assigned);

        wms.assign(id, "LIVE" + id).statusCode(200);

        assertThat(step("ASSIGNED").locator(".count")).hasText(Long.toString(before + 1));
        assertThat(page.evaluate("window.sameAsBefore")).isEqualTo(true);
        assertThat(step("ASSIGNED")).isFocused();
        wms.confirm(id).statusCode(200);
        assertThat(step("ASSIGNED").locator(".count")).hasText(Long.toString(before));
    }

    @Test
    void a_screen_on_a_wall_comes_back_by_itself() {
        AtomicInteger refused = new AtomicInteger();
        page.route("**/stream", route -> {
            if (refused.incrementAndGet() <= 2) {
                route.fulfill(new Route.FulfillOptions().setStatus(503).setBody("the database restarts"));
            } else {
                route.resume();
            }
        });
        signIn(Ground.DECK_KEY, HYDERABAD);
        page.evaluate("() => { window.sameAsBefore = true; }");
        assertThat(page.locator("#live-state")).hasText("Live");
        assertThat(refused).hasValueGreaterThan(2);
        assertThat(page.evaluate("window.sameAsBefore")).isEqualTo(true);
    }

    @Test
    void orders_are_found_while_one_types_and_their_story_is_told() {
        signIn(Ground.DECK_KEY, HYDERABAD + "/orders");
        page.evaluate("() => { window.sameAsBefore = true; }");
        page.getByLabel("Ship-by").selectOption("LATE");
        assertThat(page).hasURL(Pattern.compile("risk=LATE"));
        page.evaluate("() => { window.said = document.querySelector('[role=status]'); }");
        page.getByLabel("Search by reference").pressSequentially("so-48203");
        assertThat(page.locator("#results tbody tr")).hasCount(1);
        assertThat(page.locator("[role=status]")).hasText("1 shipment found for “so-48203”");
        assertThat(page.evaluate("window.said === document.querySelector('[role=status]')"))
                .as("what was there before is announced")
                .isEqualTo(true);
        assertThat(page.getByLabel("Ship-by")).hasValue("");
        assertThat(page.locator("#stage option").first()).hasText("Anywhere");
        assertThat(page).hasURL(Pattern.compile("q=so-48203$"));
        assertThat(page.evaluate("window.sameAsBefore")).isEqualTo(true);
        assertThat(page.getByLabel("Search by reference")).isFocused();

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("SO-48203"))
                .click();
        assertThat(page.getByRole(AriaRole.HEADING, level(1))).hasText("SO-48203");
        assertThat(page.getByText("What happens next").first()).isVisible();
        assertThat(page.locator(".timeline li").last()).containsText("Received");
        assertThat(page.locator("time").first()).hasAttribute("title", Pattern.compile(".* UTC"));

        page.navigate(HYDERABAD + "/orders?q=SO-48203");
        page.getByLabel("On hold").check();
        assertThat(page.getByLabel("Search by reference")).hasValue("");
        assertThat(page.locator("#stage option").first()).hasText("All under way");
        assertThat(page.locator("#results")).containsText("SO-48290");
        page.getByLabel("Ship-by").selectOption("LATE");
        assertThat(page.locator("#results tbody")).hasCount(0);
    }

    @Test
    void an_operator_is_shown_what_trying_again_would_do_and_then_does_it() {
        long id = day.refused(wms, sync);
        signIn(Ground.OPERATOR_KEY, HYDERABAD + "/operations");
        Locator row = page.locator("tr", new Page.LocatorOptions().setHasText(Long.toString(id)));
        assertThat(row).containsText("Refused");
        row.getByRole(AriaRole.CHECKBOX).check();
        page.getByText("Show what would happen").click();

        assertThat(page.getByRole(AriaRole.HEADING, level(1))).hasText("What would happen");
        assertThat(page.locator("main")).containsText("Would begin");
        Accessible.mustBe(page, "replay");
        Chromium.view(page, "replay-light");
        assertThat(wms.stage(id)).isEqualTo("ASSIGNED");

        page.getByText("Do it").click();
        assertThat(page.getByRole(AriaRole.HEADING, level(1))).hasText("Tried again");
        assertThat(page.locator("main")).containsText("Begun");
        Eventually.become("CONFIRMED", () -> wms.stage(id));
    }

    @Test
    void the_doctor_says_what_he_finds_without_another_page() {
        signIn(Ground.DECK_KEY, HYDERABAD + "/connection");
        page.evaluate("() => { window.sameAsBefore = true; }");
        AtomicReference<Route> asked = new AtomicReference<>();
        page.route("**/checks", asked::set);
        Locator ask = page.getByText("Ask the doctor");
        ask.focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#findings")).hasAttribute("aria-busy", "true");
        assertThat(page.locator("#verdict")).hasText("The doctor looks; that takes up to 20 s.");
        assertThat(ask).isFocused();
        asked.get().resume();
        assertThat(page.locator(".checkup li")).hasCount(9);
        assertThat(page.locator("#verdict")).containsText("The doctor found:");
        assertThat(page.locator("#findings")).not().hasAttribute("aria-busy", "true");
        assertThat(ask).isFocused();
        assertThat(page.locator(".checkup")).containsText("Order read");
        assertThat(page.evaluate("window.sameAsBefore")).isEqualTo(true);
        Accessible.mustBe(page, "doctor");
        Chromium.picture(page, "doctor-light");
    }

    @Test
    void without_its_script_the_board_works_as_well() {
        var bare = page.context()
                .browser()
                .newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                        .setBaseURL(home)
                        .setJavaScriptEnabled(false));
        Page plain = bare.newPage();
        plain.navigate(HYDERABAD + "/orders");
        plain.getByLabel("API key").fill(Ground.DECK_KEY);
        plain.getByRole(AriaRole.BUTTON).click();
        plain.getByLabel("Search by reference").fill("SO-48203");
        plain.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Search"))
                .click();
        assertThat(plain.locator("#results tbody tr")).hasCount(1);
        bare.close();
    }

    @Test
    void every_page_can_be_read_and_used_by_everybody() {
        String order = HYDERABAD + "/orders/" + day.orderOf(wms, "SO-48203");
        String busy = HYDERABAD + "/orders/" + day.delivered(wms);
        List<Map.Entry<String, String>> pages = List.of(
                Map.entry("floor", HYDERABAD),
                Map.entry("orders", HYDERABAD + "/orders"),
                Map.entry("order", order),
                Map.entry("order-delivered", busy),
                Map.entry("operations", HYDERABAD + "/operations"),
                Map.entry("connection", HYDERABAD + "/connection"),
                Map.entry("drift", HYDERABAD + "/drift"),
                Map.entry("all-locations", "/"),
                Map.entry("not-found", HYDERABAD + "/orders/1"));
        day.compare();
        String operation = day.unknown(wms, sync);
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.context().close();
            page = chromium.window(scheme == ColorScheme.LIGHT ? 1280 : 820, 900, scheme, home);
            page.navigate("/sign-in");
            look("sign-in", scheme);
            for (String key : List.of(Ground.OPERATOR_KEY, Ground.DECK_KEY)) {
                signIn(key, HYDERABAD);
                for (Map.Entry<String, String> each : pages) {
                    boolean operators = List.of("operations", "drift").contains(each.getKey());
                    if (operators == key.equals(Ground.OPERATOR_KEY)) {
                        page.navigate(each.getValue());
                        page.locator("details:not(.switch)")
                                .all()
                                .forEach(details -> details.locator("summary").click());
                        look(each.getKey(), scheme);
                    }
                }
            }
        }
        EasyEcom.deck().noFaults();
        Eventually.become("SUCCEEDED", () -> wms.state(operation)); // the other tests count
        page.setViewportSize(400, 800);
        for (Map.Entry<String, String> each : pages) {
            page.navigate(each.getValue());
            Accessible.mustBe(page, each.getKey() + " on a phone");
            Chromium.picture(page, each.getKey() + "-phone");
        }
    }

    private void look(String name, ColorScheme scheme) {
        Accessible.mustBe(page, name + " " + scheme);
        Chromium.view(page, name + "-view-" + scheme.name().toLowerCase(java.util.Locale.ROOT));
        Chromium.picture(page, name + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT));
        Accessible.mustShowWhereTheKeyboardIs(page, name + " " + scheme);
    }

    private void signIn(String key, String to) {
        page.context().clearCookies();
        page.navigate(to);
        page.getByLabel("API key").fill(key);
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile(to + "$"));
    }

    private Locator step(String stage) {
        return page.locator(".funnel a[href$='stage=" + stage + "']");
    }

    private static long number(Locator step) {
        return Long.parseLong(step.locator(".count").textContent().replace(",", ""));
    }

    private static Page.GetByRoleOptions level(int level) {
        return new Page.GetByRoleOptions().setLevel(level);
    }
}
