package emiss.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** A headless Chromium of this machine; tests that need one are skipped where there is none. */
public final class Browser implements AutoCloseable {
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(50);

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Starts the browser with its own empty profile. */
    public static Browser start(Path profile, int width, int height) {
        Optional<File> browser =
                BROWSERS.stream().map(Browser::onPath).flatMap(Optional::stream).findFirst();
        Optional<File> control = onPath("chromedriver");
        assumeTrue(
                browser.isPresent() && control.isPresent(),
                "skipped: chromium and chromedriver are not on the PATH, pages were not tested in a browser");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.orElseThrow());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--user-data-dir=" + profile,
                "--window-size=" + width + "," + height);
        options.setCapability("goog:loggingPrefs", Map.of(LogType.PERFORMANCE, "ALL", LogType.BROWSER, "ALL"));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(control.orElseThrow())
                .usingAnyFreePort()
                .build();
        return new Browser(new ChromeDriver(service, options));
    }

    private static Optional<File> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .map(Path::toFile)
                .findFirst();
    }

    /** Opens a page; what the browser did before does not count. */
    public void open(Path page) {
        open(page.toUri().toString());
    }

    /** The same with an address. */
    public void open(String address) {
        driver.get("about:blank");
        complaints();
        requests();
        driver.get(address);
        until("return location.protocol !== 'about:' && document.readyState === 'complete'");
    }

    /** What the script returns. */
    public Object run(String script) {
        return driver.executeScript(script);
    }

    /** The number that the script returns. */
    public double number(String script) {
        Object answer = driver.executeScript(script);
        if (answer instanceof Number number) {
            return number.doubleValue();
        }
        throw new AssertionError("the script returns " + answer + ", expected a number: " + script);
    }

    public List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    public WebElement one(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** Waits until the script returns true. */
    public void until(String script) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!Boolean.TRUE.equals(driver.executeScript(script))) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("did not become true within " + PATIENCE.toSeconds() + " s: " + script
                        + "; the console says " + complaints());
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** Scrolls to a figure and waits until it is drawn. */
    public void show(String figure) {
        run("document.getElementById('" + figure + "').scrollIntoView({block: 'center', behavior: 'instant'})");
        until("return document.querySelector('#" + figure + " .chart').dataset.drawn === 'true'");
    }

    /** Moves the pointer to a place of the window, in pixels. */
    public void point(double x, double y) {
        for (int nudge = 1; nudge >= 0; nudge--) {
            command("Input.dispatchMouseEvent", Map.of("type", "mouseMoved", "x", x + nudge, "y", y));
        }
    }

    /** Presses keys, which go to what has the focus. */
    public void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** A command of the developer tools. */
    public Map<String, Object> command(String name, Map<String, Object> parameters) {
        return driver.executeCdpCommand(name, parameters);
    }

    /** Warnings and errors on the console. */
    public List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::toString)
                .filter(entry -> entry.contains("[SEVERE]") || entry.contains("[WARNING]"))
                .toList();
    }

    /** Addresses that the page asked for, apart from those that hold their content. */
    public List<String> requests() {
        return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(LogEntry::getMessage)
                .filter(message -> message.contains("\"Network.requestWillBeSent\""))
                .map(message -> message.replaceAll("(?s).*\"request\":\\{.*?\"url\":\"([^\"]*)\".*", "$1"))
                .filter(address -> !address.startsWith("data:"))
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
