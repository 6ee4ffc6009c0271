package emiss.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import emiss.browser.Browser;
import emiss.report.compare.RunComparison;
import emiss.report.view.RunView;
import emiss.results.CouplingPlaneResult;
import emiss.results.Run;
import emiss.results.StudyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

class PageInBrowserTest {
    private static final String SCAN = "figure-both-scalar-pairs";
    private static final String PLANE = "figure-fig6-scalar";

    @TempDir
    static Path directory;

    private static Browser browser;
    private static Path report;

    @BeforeAll
    static void start() throws IOException {
        browser = Browser.start(directory.resolve("profile"), 1400, 1000);
        assumeTrue(
                ChartLibraries.packed().isPresent(),
                "skipped: the build has no chart libraries (npm is missing), charts were not tested in a browser");
        report = directory.resolve("report.html");
        ReportPage.write(SmallRun.VIEW, SmallRun.FIGURES, report);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() {
        browser.command("Emulation.setEmulatedMedia", Map.of("media", "", "features", List.of()));
        browser.command("Emulation.clearDeviceMetricsOverride", Map.of());
        browser.open(report);
    }

    private static void drawAll() {
        browser.run("window.done = false; emissCharts.drawAll().then(() => window.done = true)");
        browser.until("return window.done");
    }

    @Test
    void drawsEveryChartWithoutComplaintOrConnection() {
        drawAll();
        assertThat(browser.all(".chart[data-drawn=true] svg")).hasSize(SmallRun.FIGURES.size());
        assertThat(browser.number("return [...document.querySelectorAll('.chart')].filter(chart =>"
                        + " chart.querySelectorAll('svg .marks path, svg path').length < 5).length"))
                .isZero();
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests()).containsExactly(report.toUri().toString());
    }

    @Test
    void drawsChartsWhenTheyComeIntoView() {
        browser.show(SCAN);
        assertThat(browser.run("return document.querySelector('#figure-sm-Kst0 .chart').dataset.drawn"))
                .isNull();
        browser.show("figure-sm-Kst0");
        assertThat(browser.all("#figure-sm-Kst0 .chart svg")).hasSize(1);
    }

    @Test
    void titlesHaveTrueScripts() {
        browser.show(SCAN);
        assertThat(
                        browser.run(
                                "return [...document.querySelectorAll('#" + SCAN
                                        + " svg text')].filter(text => text.textContent === 'mX [GeV]')"
                                        + ".map(text => [...text.children].map(span => (span.getAttribute('dy') || '0') + span.textContent).join(' '))[0]"))
                .isEqualTo("0m 3.5X -3.5 [GeV]");
    }

    @Test
    void hoverTellsTheValuesOfACurve() {
        browser.show(SCAN);
        browser.run("const box = [...document.querySelectorAll('#" + SCAN
                + " svg path[aria-roledescription=point]')].find(point => point.getAttribute('aria-label')"
                + ".includes('mX [GeV]: 0.45')).getBoundingClientRect();"
                + "window.at = [box.x + box.width / 2, box.y + box.height / 2]");
        browser.point(browser.number("return at[0]"), browser.number("return at[1]"));
        browser.until("return !document.querySelector('.hint').hidden");
        WebElement hint = browser.one(".hint");
        assertThat(hint.getText()).contains("[GeV] 0.45").containsPattern("t \u221210|t \u221211");
        assertThat(browser.all(".hint b sub")).isNotEmpty();
    }

    @Test
    void hoverTellsTheValueOfAPlane() {
        browser.show(PLANE);
        browser.run("const box = document.querySelector('#" + PLANE
                + " .concat_0_group > g > path.background').getBoundingClientRect();"
                + "window.at = [box.x + 0.02 * box.width, box.y + 0.5 * box.height]");
        browser.point(browser.number("return at[0]"), browser.number("return at[1]"));
        browser.until("return !document.querySelector('.hint').hidden");
        // t at gS = -3e-8, gP = 0 in the results
        double t = SmallRun.RUN
                .study("fig6-scalar")
                .flatMap(study -> study.result(CouplingPlaneResult.class))
                .orElseThrow()
                .t()
                .get(10)
                .get(0);
        String shown =
                browser.one(".hint tr:last-child td:last-child").getText().replace('\u2212', '-');
        assertThat(Double.parseDouble(shown)).isCloseTo(t, within(0.051));
    }

    @Test
    void switchesHideACurveAndShowItAgain() {
        browser.show(SCAN);
        String marks = "return document.querySelectorAll('#" + SCAN + " svg .mark-line path').length";
        double all = browser.number(marks);
        WebElement button = browser.all("#" + SCAN + " .legend button").get(2);
        button.click();
        assertThat(button.getDomAttribute("aria-checked")).isEqualTo("false");
        browser.until(marks + " < " + all);
        button.sendKeys(Keys.SPACE);
        assertThat(button.getDomAttribute("aria-checked")).isEqualTo("true");
        browser.until(marks + " === " + all);
    }

    @Test
    void wheelWithControlZoomsAndTheButtonResets() {
        browser.show(SCAN);
        String ticks = "return [...document.querySelectorAll('#" + SCAN
                + " svg .role-axis-label text')].map(text => text.textContent).join(' ')";
        String before = String.valueOf(browser.run(ticks));
        browser.run("const box = document.querySelector('#" + SCAN
                + " .concat_0_group > g > path.background').getBoundingClientRect();"
                + "window.at = [box.x + 0.4 * box.width, box.y + 0.4 * box.height]");
        double x = browser.number("return at[0]");
        double y = browser.number("return at[1]");
        browser.point(x, y);
        browser.command(
                "Input.dispatchMouseEvent",
                Map.of("type", "mouseWheel", "x", x, "y", y, "deltaX", 0, "deltaY", -400, "modifiers", 2));
        browser.until("return '" + before + "' !== (() => { " + ticks + " })()");
        browser.one("#" + SCAN + " .reset").click();
        browser.until("return '" + before + "' === (() => { " + ticks + " })()");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void darkModeTurnsPaperAndCharts() {
        String paper = "return getComputedStyle(document.body).backgroundColor";
        assertThat(browser.run(paper)).isEqualTo("rgb(255, 255, 255)");
        browser.command(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
        assertThat(browser.run(paper)).isEqualTo("rgb(21, 24, 28)");
        assertThat(String.valueOf(browser.run("return getComputedStyle(document.querySelector('.chart')).filter")))
                .startsWith("invert");
    }

    @Test
    void printingDrawsEverything() {
        // until a frame is on the screen the browser may print the page before
        browser.run(
                "window.shown = false; requestAnimationFrame(() => requestAnimationFrame(() => window.shown = true))");
        browser.until("return shown");
        Map<String, Object> printed = browser.command("Page.printToPDF", Map.of());
        assertThat(String.valueOf(printed.get("data"))).hasSizeGreaterThan(100_000);
        assertThat(browser.all(".chart[data-drawn=true] svg")).hasSize(SmallRun.FIGURES.size());
        browser.command("Emulation.setEmulatedMedia", Map.of("media", "print"));
        assertThat(browser.one(".contents").isDisplayed()).isFalse();
        assertThat(browser.one(".tools").isDisplayed()).isFalse();
    }

    @Test
    void nothingIsWiderThanAPhone() {
        browser.command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 390, "height", 800, "deviceScaleFactor", 1, "mobile", true));
        browser.open(report);
        drawAll();
        assertThat(browser.number("return document.documentElement.scrollWidth"))
                .isEqualTo(390);
        assertThat(browser.run("return document.querySelector('.contents > details').open"))
                .isEqualTo(false);
    }

    /** A report of so many studies that they are folded, beside files that it can link to. */
    private static Path longReport() throws IOException {
        Run run = SmallRun.RUN;
        List<StudyResult> studies = new ArrayList<>(run.studies());
        run.studies()
                .forEach(study -> studies.add(new StudyResult(
                        study.id() + "-again",
                        study.type(),
                        study.settings(),
                        study.status(),
                        study.reasons(),
                        study.elapsedSeconds(),
                        study.result())));
        RunView view = RunView.of(new Run(
                run.program(),
                run.title(),
                run.config(),
                run.configFile(),
                run.configHash(),
                run.plugins(),
                run.groups(),
                run.inputs(),
                run.seed(),
                run.elapsedSeconds(),
                studies,
                run.figures(),
                run.quoted()));
        Files.createDirectories(directory.resolve("long/figures"));
        for (String name :
                List.of("figures/both-scalar-pairs.svg", "figures/both-scalar-pairs.pdf", "fig6-scalar.csv")) {
            Files.writeString(directory.resolve("long").resolve(name), "");
        }
        Path page = directory.resolve("long/report.html");
        ReportPage.write(view, view.figures(), page);
        return page;
    }

    private static double topOf(String anchor) {
        browser.until("return Math.abs(document.getElementById('" + anchor + "').getBoundingClientRect().top) < 100");
        return browser.number("return document.getElementById('" + anchor + "').getBoundingClientRect().top");
    }

    @Test
    void linksArriveWhereTheyPointAndOpenWhatIsFolded() throws IOException {
        browser.open(longReport());
        double height = browser.number("return document.documentElement.scrollHeight");
        String fold = "return document.querySelector('#study-sm-Kst0-again > details').open";
        assertThat(browser.run(fold)).isEqualTo(false);
        browser.run("document.querySelector('.contents a[href=\"#study-sm-Kst0-again\"]').click()");
        assertThat(topOf("study-sm-Kst0-again")).isBetween(-1.0, 60.0);
        assertThat(browser.run(fold)).isEqualTo(true);
        browser.run("location.hash = '#overlay-both-scalar-pairs'");
        topOf("overlay-both-scalar-pairs");
        drawAll();
        // charts grow into the room that was kept for them
        assertThat(topOf("overlay-both-scalar-pairs")).isBetween(-1.0, 60.0);
        browser.run("document.querySelector('#study-sm-Kst0-again > details').open = false");
        assertThat(browser.number("return document.documentElement.scrollHeight"))
                .isBetween(height - 10, height + 10);
    }

    @Test
    void aPageIsOpenedAtItsLink() throws IOException {
        Path page = longReport();
        browser.open(page);
        browser.run("location.hash = '#study-fig6-scalar-again'; location.reload()");
        browser.until("return document.readyState === 'complete' && window.emissCharts"
                + " && document.querySelector('#study-fig6-scalar-again > details').open");
        assertThat(topOf("study-fig6-scalar-again")).isBetween(-1.0, 60.0);
    }

    @Test
    void searchLeavesWhatHasTheWords() throws IOException {
        browser.open(longReport());
        String shown = "return [...document.querySelectorAll('.contents li a:not(.group)')]"
                + ".filter(link => link.offsetParent).map(link => link.getAttribute('href')).join(' ')";
        browser.one(".contents input").sendKeys("gss-again");
        browser.until("return (() => {" + shown + "})() === '#study-scalar-pair-gSS-again'");
        browser.one(".contents input").sendKeys(Keys.ENTER);
        assertThat(topOf("study-scalar-pair-gSS-again")).isBetween(-1.0, 60.0);
    }

    @Test
    void figuresLinkToTheFilesThatAreThere() throws IOException {
        browser.open(longReport());
        assertThat(browser.run("return [...document.querySelectorAll('#overlay-both-scalar-pairs .file')]"
                        + ".map(link => link.getAttribute('href')).join(' ')"))
                .isEqualTo("figures/both-scalar-pairs.pdf figures/both-scalar-pairs.svg");
        assertThat(browser.run("return [...document.querySelectorAll('#study-fig6-scalar .file')]"
                        + ".map(link => link.textContent).join(' ')"))
                .isEqualTo("CSV");
        assertThat(browser.all(".how")).hasSize(1);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theRankingFitsAPhone() {
        browser.command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 390, "height", 800, "deviceScaleFactor", 1, "mobile", true));
        browser.open(report);
        assertThat(browser.number("const table = document.querySelector('.ranking');"
                        + " return table.scrollWidth - table.parentElement.clientWidth"))
                .isLessThanOrEqualTo(0);
        assertThat(browser.number("return Math.max(...[...document.querySelectorAll('.ranking td')]"
                        + ".map(cell => cell.getBoundingClientRect().right))"))
                .isLessThanOrEqualTo(390);
    }

    @Test
    void picturesReplaceChartsWithoutTheLibraries() throws IOException {
        Path page = directory.resolve("pictures.html");
        ReportPage.document(SmallRun.VIEW, SmallRun.FIGURES, Optional.empty()).write(page);
        browser.open(page);
        browser.until("return [...document.images].every(image => image.complete)");
        assertThat(browser.number("return [...document.images].filter(image => image.naturalWidth > 100).length"))
                .isEqualTo(SmallRun.FIGURES.size());
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests()).containsExactly(page.toUri().toString());
    }

    @Test
    void comparisonLaysOneRunOverTheOther() throws IOException {
        Path page = directory.resolve("comparison.html");
        ComparisonPage.write(SmallRun.VIEW, SmallRun.VIEW, SmallRun.FIGURES, SmallRun.FIGURES, page);
        browser.open(page);
        drawAll();
        assertThat(RunComparison.of(SmallRun.VIEW, SmallRun.VIEW).isIdentical()).isTrue();
        assertThat(browser.one(".lead").getText()).startsWith("The runs are identical");
        assertThat(browser.all(".chart[data-drawn=true] svg")).hasSize(3);
        assertThat(browser.one("#figure-scalar-pair-gVV .legend").getText()).contains(", first run");
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests()).containsExactly(page.toUri().toString());
    }
}
