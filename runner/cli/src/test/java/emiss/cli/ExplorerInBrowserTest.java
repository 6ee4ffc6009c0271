package emiss.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.browser.Browser;
import emiss.report.text.Numbers;
import emiss.results.LikelihoodResult;
import emiss.results.RateResult;
import emiss.results.ResultsReader;
import emiss.results.Run;
import emiss.results.StudyResult;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import tools.jackson.databind.json.JsonMapper;

/** The page of {@code emiss explore}: every control, every click, its addresses and configurations. */
final class ExplorerInBrowserTest {
    private static final String BELLE2 = "experiments=belle2-ita+belle2-hta";
    private static final String VECTOR = "scenario=vector&mass=2.1&c.hV=7e-9&" + BELLE2;
    private static final String DIRAC =
            "scenario=dirac-pair&mass=0.6&c.fVV=1.2&" + BELLE2 + "+babar-kplus+babar-kstar0+aleph-bs+belle-2017";

    @TempDir
    static Path directory;

    private static Explorer explorer;
    private static Browser browser;

    @BeforeAll
    static void start() {
        explorer = Explorer.start(directory, 1400, 1000);
        browser = explorer.browser();
    }

    @AfterAll
    static void stop() {
        if (explorer != null) {
            explorer.close();
        }
    }

    @AfterEach
    void nothingWentWrong() {
        browser.command("Emulation.setEmulatedMedia", Map.of("media", "", "features", List.of()));
        browser.command("Emulation.clearDeviceMetricsOverride", Map.of());
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests()).allMatch(address -> address.startsWith(explorer.address()));
    }

    @Test
    void opensTheStateThatTheCommandNames() {
        assertThat(explorer.printed()).matches("http://127\\.0\\.0\\.1:\\d+/\\w{32}/#mu=2&experiments=aleph-bs");
        browser.open(explorer.printed());
        explorer.rest();
        assertThat(explorer.text("#hypothesis")).isEqualTo("Standard Model, \u03bc = 2");
        // without a state it begins with data of the best quality and a particle that they see
        explorer.open("");
        assertThat(explorer.state()).contains("scenario=", "experiments=belle2-hta+belle2-ita");
        assertThat(explorer.t()).isBetween(-20.0, 0.0);
    }

    @Test
    void writesNumbersAsTheReport() {
        Random random = new Random(1);
        List<Double> values =
                new ArrayList<>(List.of(0.0, 1.0, -1.0, 0.001, 9.995, 99_949.9, 99_950.0, 1e5, 2.675, 1.005e-3));
        for (int i = 0; i < 4000; i++) {
            double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-14, 9));
            values.add(value);
            values.add(
                    Double.parseDouble(String.format(java.util.Locale.ROOT, "%." + random.nextInt(1, 5) + "e", value)));
        }
        browser.open(explorer.address());
        browser.run("import('./assets/numbers.js').then(numbers => window.numbers = numbers)");
        browser.until("return Boolean(window.numbers)");
        String texts = String.valueOf(
                browser.run("return JSON.stringify(" + JsonMapper.shared().writeValueAsString(values)
                        + ".map(value => [numbers.number(value), numbers.number(value, 4)]))"));
        List<List<String>> expected = values.stream()
                .map(value -> List.of(
                        Numbers.number(value).html(), Numbers.setting(value).html()))
                .toList();
        assertThat(JsonMapper.shared().readValue(texts, Object.class)).isEqualTo(expected);
    }

    @Test
    void slidersMoveAndTypedValuesHold() {
        explorer.open(VECTOR);
        double best = explorer.t();
        assertThat(best).isEqualTo(-13.17, within(0.01));
        explorer.press("mass", Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
        assertThat(explorer.state()).contains("mass=2.11");
        assertThat(explorer.t()).isNotEqualTo(best);
        explorer.type("mass", "2.1");
        assertThat(explorer.t()).isEqualTo(best);
        explorer.press("c-hV", Keys.PAGE_UP);
        assertThat(explorer.t()).isGreaterThan(best);
        // beyond the slider
        explorer.type("c-hV", "-7e-9");
        assertThat(explorer.t()).isCloseTo(best, within(1e-9));
        explorer.type("c-hT", "3e-4");
        assertThat(explorer.t()).isGreaterThan(100);
        assertThat(browser.number("return Number(document.getElementById('c-hT').value)"))
                .isLessThanOrEqualTo(1000);
        explorer.type("c-hT", "0");
        // the factor in front of hT alone
        explorer.type("lambda", "20000");
        assertThat(explorer.t()).isCloseTo(best, within(1e-9));
        explorer.press("lambda", Keys.ARROW_LEFT);
        assertThat(explorer.state()).contains("lambda=");
        explorer.press("width", Keys.PAGE_UP);
        assertThat(explorer.state()).contains("width=");
        assertThat(explorer.t()).isNotEqualTo(best);
        explorer.type("width", "0");
        explorer.click("#decays");
        assertThat(explorer.state()).contains("ctau=100");
        double decaying = explorer.t();
        assertThat(decaying).isNotEqualTo(best);
        explorer.press("ctau", Keys.ARROW_LEFT);
        assertThat(explorer.t()).isNotEqualTo(decaying);
        explorer.type("dark", "1");
        assertThat(explorer.t()).isCloseTo(best, within(1e-9));
        explorer.click("#decays");
        assertThat(explorer.state()).doesNotContain("ctau");
        explorer.type("mass", "nonsense");
        assertThat(browser.one("#mass-value").getDomAttribute("aria-invalid")).isEqualTo("true");
        assertThat(explorer.state()).contains("mass=2.1&");
    }

    @Test
    void basisAndComplexCouplingsKeepThePoint() {
        explorer.open(VECTOR);
        double t = explorer.t();
        explorer.choose("basis", "chiral");
        assertThat(explorer.state()).contains("basis=chiral", "c.CdV_VL=7e-9", "c.CdV_VR=7e-9");
        assertThat(explorer.t()).isCloseTo(t, within(1e-9));
        explorer.choose("basis", "field-strength");
        assertThat(explorer.t()).isCloseTo(t, within(1e-9));
        explorer.choose("basis", "");
        assertThat(explorer.state()).doesNotContain("basis");
        explorer.click("#complex");
        explorer.type("c-hV", "0");
        explorer.type("c-hV-im", "7e-9");
        assertThat(explorer.state()).contains("c.hV=0,7e-9");
        assertThat(explorer.t()).isCloseTo(t, within(1e-9));
        explorer.choose("scale", "log");
        explorer.press("c-hV-im", Keys.ARROW_RIGHT);
        assertThat(explorer.t()).isNotEqualTo(t);
        explorer.click("#complex");
        assertThat(explorer.state()).doesNotContain("complex");
        assertThat(explorer.t()).isCloseTo(0, within(1e-6));
    }

    @Test
    void scenariosExperimentsAndSpectra() {
        explorer.open(VECTOR);
        explorer.choose("scenario", "dirac-pair");
        assertThat(explorer.state()).contains("scenario=dirac-pair", "c.fVV=");
        assertThat(browser.all("#spectrum svg path")).hasSizeGreaterThan(4);
        explorer.click("[data-group=babar]");
        assertThat(explorer.state()).contains("babar-kplus+babar-kstar0+babar-kstarplus+babar-kzero");
        assertThat(explorer.text("#strip")).contains("together", "Belle II", "BABAR");
        assertThat(browser.all("#events .panel")).hasSizeGreaterThan(7);
        explorer.click("[name=experiment][value=babar-kzero]");
        assertThat(browser.run("return document.querySelector('[data-group=babar]').indeterminate"))
                .isEqualTo(true);
        explorer.click(".chip [value='B0->K*0'] + span");
        assertThat(explorer.state()).contains("show=B0->K*0");
        assertThat(String.valueOf(
                        browser.run("return document.querySelector('#spectrum svg').getAttribute('aria-label')")))
                .contains("K*0", "new particles");
        explorer.choose("scenario", "");
        assertThat(explorer.state()).startsWith("mu=1&");
        assertThat(explorer.t()).isCloseTo(0, within(1e-9));
        explorer.type("mu", "4.6");
        assertThat(explorer.t()).isLessThan(-5);
        explorer.choose("scenario", "neutrinos");
        assertThat(browser.all("#mass")).isEmpty();
        assertThat(explorer.text("#rates thead")).doesNotContain("SM");
    }

    @Test
    void anAddressOpenedAfreshShowsTheSame() {
        explorer.open(DIRAC);
        explorer.type("c-fAA", "0.7");
        explorer.choose("basis", "chiral");
        String state = explorer.state();
        String shown = explorer.text("#answer") + explorer.text("#strip");
        double t = explorer.t();
        browser.run("history.back()");
        browser.until("return !location.hash.includes('basis')");
        explorer.rest();
        assertThat(explorer.t()).isCloseTo(t, within(1e-9));
        browser.run("history.back()");
        browser.until("return !location.hash.includes('fAA')");
        explorer.rest();
        assertThat(explorer.t()).isNotCloseTo(t, within(0.01));
        browser.run("history.go(2)");
        browser.until("return location.hash.includes('basis')");
        explorer.rest();
        assertThat(explorer.t()).isEqualTo(t);
        explorer.open(state);
        assertThat(explorer.state()).isEqualTo(state);
        assertThat(explorer.t()).isEqualTo(t);
        assertThat(explorer.text("#answer") + explorer.text("#strip")).isEqualTo(shown);
    }

    /** What a button puts into the clipboard. */
    private static String copied(String button) {
        browser.run(
                "window.copied = ''; navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve(); }");
        explorer.click(button);
        return String.valueOf(browser.run("return window.copied"));
    }

    private static Run ran(String configuration) throws IOException {
        Path file = Files.writeString(directory.resolve("copied.yaml"), configuration);
        Path results = directory.resolve("copied");
        Program.Printed printed = Program.execute(
                "run", file.toString(), "--out", results.toString(), "--figures", "none", "--no-report");
        assertThat(printed.exitCode()).as(printed.err()).isZero();
        return new ResultsReader().read(results.resolve("results.json"));
    }

    private static double t(Run run, String id) {
        return run.study(id)
                .flatMap(study -> study.result(LikelihoodResult.class))
                .orElseThrow()
                .points()
                .get(0)
                .t();
    }

    @Test
    void theConfigurationGivesTheSameNumbers() throws IOException {
        explorer.open(DIRAC.replace("c.fVV=1.2", "c.Cdpsi_VLL=3,1&c.Cdpsi_VRR=0.5")
                + "&lambda=9000&ctau=50&dark=0.1&basis=chiral");
        String configuration = copied("#copy-yaml");
        assertThat(configuration).contains("lifetime: {ctau: 50, darkFraction: 0.1}", "lambda: 9000", "fVV: [");
        Run run = ran(configuration);
        assertThat(t(run, "point")).isCloseTo(explorer.t(), within(1e-9));
        for (String experiment : List.of("belle2", "babar", "aleph-bs", "belle-2017")) {
            assertThat(t(run, "point-" + experiment))
                    .isCloseTo(
                            browser.number("return explorer.answer.perExperiment['" + experiment + "']"), within(1e-9));
        }
        double shown = browser.number(
                "return explorer.answer.branchingFractions.find(row => row.transition === 'B0->K*0').value");
        assertThat(run.study("rate-B0-Kst0")
                        .flatMap(study -> study.result(RateResult.class))
                        .orElseThrow()
                        .branchingFraction())
                .isCloseTo(shown, within(1e-9 * shown));
        assertThat(copied("#copy-link")).isEqualTo(browser.run("return location.href"));
    }

    private static void study(String button) {
        explorer.click("#" + button);
        browser.until("return document.querySelector('.result').getAttribute('aria-busy') === 'false'");
        assertThat(browser.all(".result .wrong")).isEmpty();
        browser.run("document.querySelector('.result').scrollIntoView({behavior: 'instant'})");
        browser.until("return document.querySelector('.result .chart') === null"
                + " || document.querySelector('.result .chart').dataset.drawn === 'true'");
    }

    @Test
    void oneClickFitsScansLimitsAndPlanes() throws IOException {
        explorer.open("scenario=vector&mass=2&c.hV=5e-9&" + BELLE2);
        study("best-fit");
        explorer.click(".result .use");
        assertThat(explorer.state()).contains("mass=2&");
        double fitted = explorer.t();
        study("best-mass");
        explorer.click(".result .use");
        assertThat(explorer.t()).isLessThan(fitted);
        assertThat(explorer.t()).isEqualTo(-13.18, within(0.01));
        study("mass-scan");
        assertThat(explorer.text(".result h3")).contains("hV");
        study("limit");
        study("plane");
        assertThat(browser.all(".result")).hasSize(5);
        Run run = ran(copied("#copy-yaml"));
        assertThat(t(run, "point")).isCloseTo(explorer.t(), within(1e-9));
        List<String> types = run.studies().stream().map(StudyResult::type).toList();
        assertThat(types).contains("fit", "mass-scan", "upper-limit", "coupling-plane");
        assertThat(run.study("fit-2").orElseThrow().number("/t")).isCloseTo(explorer.t(), within(1e-6));
        browser.run("document.querySelectorAll('.result .remove').forEach(button => button.click())");
        assertThat(browser.all(".result")).isEmpty();
    }

    @Test
    void aTableThatIsDroppedIsInTheAddress() throws IOException {
        String table = Files.readString(Path.of("../../config/spectra/unequal-masses.json"));
        explorer.open(VECTOR);
        browser.run(
                "const files = new DataTransfer(); files.items.add(new File(["
                        + JsonMapper.shared().writeValueAsString(table)
                        + "], 'mine.json', {type: 'application/json'}));"
                        + "document.body.dispatchEvent(new DragEvent('drop', {bubbles: true, cancelable: true, dataTransfer: files}))");
        browser.until("return location.hash.includes('table=mine.json')");
        explorer.rest();
        explorer.type("c-B", "7e-6");
        double t = explorer.t();
        assertThat(t).isLessThan(0);
        explorer.open(String.valueOf(browser.run("return location.hash.slice(1)")));
        assertThat(explorer.t()).isEqualTo(t);
        Files.writeString(directory.resolve("mine.json"), table);
        assertThat(t(ran(copied("#copy-yaml")), "point")).isCloseTo(t, within(1e-9));
    }

    @Test
    void saysInALineWhatIsWrong() {
        explorer.open("scenario=nonsense&" + BELLE2);
        assertThat(explorer.text("#problem")).isEqualTo("There is no scenario \"nonsense\" here: choose another one.");
        explorer.open(VECTOR);
        browser.one("#mass-value").sendKeys(Keys.chord(Keys.CONTROL, "a"), "9", Keys.ENTER);
        browser.until("return !document.getElementById('problem').hidden");
        assertThat(explorer.text("#problem"))
                .contains("the mass 9.0 GeV is beyond the kinematic limit", "expected at most 4.78");
        // the browser itself tells of every answer that is none
        assertThat(browser.complaints()).allMatch(line -> line.contains("400"));
        explorer.type("mass", "2.1");
        assertThat(browser.run("return document.getElementById('problem').hidden"))
                .isEqualTo(true);
        browser.run("document.querySelectorAll('[name=experiment]').forEach(box => box.checked = false);"
                + "document.querySelector('[name=experiment]').dispatchEvent(new Event('change', {bubbles: true}))");
        browser.until("return !document.getElementById('problem').hidden");
        assertThat(explorer.text("#problem")).isEqualTo("There are no data: choose an experiment.");
        // the browser itself tells of every answer that is none
        assertThat(browser.complaints()).isNotEmpty().allMatch(line -> line.contains("400"));
    }

    @Test
    void saysThatTheServiceIsGone() {
        explorer.open(VECTOR);
        browser.command("Network.enable", Map.of());
        browser.command(
                "Network.emulateNetworkConditions",
                Map.of("offline", true, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
        browser.one("#mass").sendKeys(Keys.ARROW_RIGHT);
        browser.until("return !document.getElementById('problem').hidden");
        assertThat(explorer.text("#problem")).startsWith("Emiss does not answer: start \"emiss explore\" again");
        browser.command(
                "Network.emulateNetworkConditions",
                Map.of("offline", false, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
        browser.complaints();
        browser.one("#mass").sendKeys(Keys.ARROW_LEFT);
        explorer.rest();
        assertThat(browser.run("return document.getElementById('problem').hidden"))
                .isEqualTo(true);
    }

    @Test
    void strangersGetNothing() throws IOException {
        assertThat(status(explorer.address(), "")).isEqualTo(200);
        assertThat(status(explorer.address(), "http://example.org")).isEqualTo(403);
        String address = explorer.address();
        int token = address.lastIndexOf('/', address.length() - 2) + 1;
        assertThat(status(address.substring(0, token) + "x".repeat(32) + "/", ""))
                .isEqualTo(404);
        // a page from elsewhere in the same browser
        browser.open("data:text/html,<title>elsewhere</title>");
        browser.run("window.got = ''; fetch('" + address
                + "api/catalogue').then(() => window.got = 'something', () => window.got = 'nothing')");
        browser.until("return window.got !== ''");
        assertThat(browser.run("return window.got")).isEqualTo("nothing");
        browser.complaints();
        browser.requests();
    }

    /** The status of a request as a page of {@code origin} sends it. */
    private static int status(String address, String origin) throws IOException {
        URI service = URI.create(address);
        String body = "{\"experiments\": [\"aleph-bs\"]}";
        try (Socket socket = new Socket("127.0.0.1", service.getPort())) {
            socket.getOutputStream()
                    .write(("POST " + service.getPath() + "api/evaluate HTTP/1.1\r\nHost: " + service.getAuthority()
                                    + "\r\n" + (origin.isEmpty() ? "" : "Origin: " + origin + "\r\n")
                                    + "Connection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ")[1]);
        }
    }

    @Test
    void everythingHasANameAndKeysReachIt() {
        explorer.open(DIRAC);
        assertThat(browser.run("return [...document.querySelectorAll('input, select, button')].filter(control =>"
                        + " !control.labels?.length && !control.getAttribute('aria-label') && !control.textContent.trim())"
                        + ".map(control => control.id).join(' ')"))
                .isEqualTo("");
        assertThat(
                        browser.number(
                                "return [...document.querySelectorAll('.live svg:not([aria-hidden])')]"
                                        + ".filter(svg => svg.getAttribute('role') !== 'img' || !svg.getAttribute('aria-label')).length"))
                .isZero();
        assertThat(browser.run("return document.getElementById('c-fVV').getAttribute('aria-valuetext')"))
                .isEqualTo("1.2");
        assertThat(explorer.text("#spoken")).startsWith("together: t ").contains("Belle II: t minus");
        browser.press(Keys.TAB);
        assertThat(browser.run("return document.activeElement.className")).isEqualTo("skip");
        browser.press(Keys.ENTER);
        assertThat(browser.run("return document.activeElement.id")).isEqualTo("answer");
    }

    @Test
    void fitsAPhoneAndTurnsDark() {
        String paper = "return getComputedStyle(document.body).backgroundColor";
        explorer.open(DIRAC);
        assertThat(browser.run(paper)).isEqualTo("rgb(255, 255, 255)");
        String line = "return document.querySelector('#spectrum svg path[stroke]').getAttribute('stroke')";
        Object light = browser.run(line);
        browser.command(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
        browser.until(line + " !== '" + light + "'");
        assertThat(browser.run(paper)).isEqualTo("rgb(21, 24, 28)");
        browser.command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 390, "height", 800, "deviceScaleFactor", 1, "mobile", true));
        explorer.open(DIRAC);
        assertThat(browser.number("return document.documentElement.scrollWidth"))
                .isEqualTo(390);
        assertThat(browser.number("return Math.max(...[...document.querySelectorAll('.live svg, .slider')]"
                        + ".map(part => part.getBoundingClientRect().right))"))
                .isLessThanOrEqualTo(390);
        // t stays in sight while couplings move
        browser.run("document.getElementById('c-fTT').scrollIntoView({block: 'center', behavior: 'instant'})");
        assertThat(browser.number("return document.getElementById('t').getBoundingClientRect().top"))
                .isBetween(0.0, 100.0);
    }
}
