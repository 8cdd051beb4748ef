package com.nexar.fulfilment.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The machine's own Chromium, without a screen. Where there is none, who asks for it is skipped, but in CI. */
final class Chromium implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    /** On a machine that does much else at the same time; nothing waits longer than it takes. */
    private static final int PATIENCE_MILLIS = 60_000;

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();

    private Chromium(Path executable) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-quic",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    static Chromium start() {
        Optional<Path> executable = executable();
        String missing = "The board is not looked at in a browser: no chromium on the PATH (apt-get install chromium)";
        if ("true".equals(System.getenv("CI"))) {
            assertThat(executable).as(missing).isPresent();
        }
        Assumptions.assumeTrue(executable.isPresent(), missing);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        return new Chromium(executable.get());
    }

    /** A window of its own, with nothing from any other. */
    Page window(int width, int height, ColorScheme scheme, String home) {
        Page page = browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setColorScheme(scheme)
                        .setBaseURL(home))
                .newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")
                    || message.text().contains("Uncaught")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        return page;
    }

    static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    /** Of what is seen without scrolling. */
    static void view(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    void mustNotHaveComplained() {
        assertThat(complaints).isEmpty();
    }

    @Override
    public void close() {
        playwright.close();
    }

    private static Optional<Path> executable() {
        return Stream.concat(
                        Stream.ofNullable(System.getenv("CHROMIUM")).map(Path::of),
                        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                                        .map(name -> Path.of(folder, name))))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
