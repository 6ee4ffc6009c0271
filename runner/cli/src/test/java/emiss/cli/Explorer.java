package emiss.cli;

import emiss.browser.Browser;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page of {@code emiss explore} in a browser. */
final class Explorer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Browser browser;
    private final Thread command;
    private final String address;

    private Explorer(Browser browser, Thread command, String address) {
        this.browser = browser;
        this.command = command;
        this.address = address;
    }

    /** Starts the command and a browser; the test is skipped where there is none. */
    static Explorer start(Path directory, int width, int height) {
        Browser browser = Browser.start(directory.resolve("profile"), width, height);
        StringWriter out = new StringWriter();
        Thread command = Program.begin(
                out,
                "explore",
                "--no-browser",
                "--threads",
                "2",
                "--folder",
                directory.toString(),
                "mu=2&experiments=aleph-bs");
        Instant end = Instant.now().plus(PATIENCE);
        while (!out.toString().endsWith("\n")) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("no address within " + PATIENCE + ": " + out);
            }
            LockSupport.parkNanos(10_000_000);
        }
        return new Explorer(browser, command, out.toString().strip());
    }

    Browser browser() {
        return browser;
    }

    /** What the command printed. */
    String printed() {
        return address;
    }

    /** The address of the service. */
    String address() {
        return address.substring(0, address.indexOf('#'));
    }

    /** Opens a state in a page of its own, and waits until it rests. */
    void open(String state) {
        browser.open(address() + (state.isEmpty() ? "" : "#" + state));
        browser.until("return Boolean(document.body.dataset.ready)");
        rest();
    }

    /** Waits until all that was asked is answered and shown, and lets the page rest at once. */
    void rest() {
        browser.until("const e = window.explorer; if (!e || !e.isQuiet || e.updates === 0) { return false; }"
                + " e.rest(); return true");
    }

    /** Chooses an option, or ticks a box, as a user does. */
    void choose(String id, String value) {
        browser.run("const box = document.getElementById('" + id + "'); box.value = '" + value
                + "'; box.dispatchEvent(new Event('input', {bubbles: true}));"
                + "box.dispatchEvent(new Event('change', {bubbles: true}))");
        rest();
    }

    void click(String selector) {
        browser.run(
                "document.querySelector(\"" + selector + "\").scrollIntoView({block: 'center', behavior: 'instant'})");
        browser.one(selector).click();
        rest();
    }

    /** Types a value into the field of a slider. */
    void type(String id, String value) {
        WebElement field = browser.one("#" + id + "-value");
        field.sendKeys(Keys.chord(Keys.CONTROL, "a"), value, Keys.ENTER);
        rest();
    }

    /** Presses keys on a slider. */
    void press(String id, CharSequence... keys) {
        browser.one("#" + id).sendKeys(keys);
        rest();
    }

    /** The part of the address after the #. */
    String state() {
        return String.valueOf(browser.run("return decodeURIComponent(location.hash.slice(1))"));
    }

    /** t of the answer that is shown. */
    double t() {
        return browser.number("return explorer.answer.t");
    }

    /** The words of a place. */
    String text(String selector) {
        return String.valueOf(browser.run("return document.querySelector(\"" + selector + "\").innerText"));
    }

    @Override
    public void close() {
        browser.close();
        command.interrupt();
    }
}
