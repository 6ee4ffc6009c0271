package emiss.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.report.html.Html;
import emiss.report.view.RunView;
import emiss.results.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {
    private static final ChartLibraries NO_CODE = new ChartLibraries(List.of("let x = '</script>';"), "notice");

    private static String page(Optional<ChartLibraries> libraries) {
        return ReportPage.document(SmallRun.VIEW, SmallRun.FIGURES, libraries).html();
    }

    private static String text(String html) {
        return html.replaceAll("(?s)<script.*?</script>", "")
                .replaceAll("(?s)<style.*?</style>", "")
                .replaceAll("<[^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replaceAll("[\u00a0\u202f\\s]+", " ");
    }

    @Test
    void summaryTellsWhatIsPreferred() {
        String text = text(page(Optional.of(NO_CODE)));
        assertThat(text)
                .contains(
                        "The data prefer scalar-pair with gVV = 3.9+0.6 \u22120.7 at mX = (0.46+0.14 \u22120.16) GeV, at 3.3 \u03c3"
                                + " local significance, 2.7 \u03c3 with the mass floated (t = \u221211.07).")
                .contains(
                        "The Standard Model with a free normalisation reaches t = \u22127.38 with \u03bc = 4.6 \u00b1 1.3")
                .contains("The run has 10 studies. 1 failed and 0 are incomplete: broken <scan>.");
    }

    @Test
    void everyStudyAndOverlayHasItsPlace() {
        String html = page(Optional.of(NO_CODE));
        SmallRun.RUN
                .studies()
                .forEach(study -> assertThat(html)
                        .contains("<section class=\"study\" id=\"" + Html.anchor("study", study.id()) + "\">")
                        .contains("<a href=\"#" + Html.anchor("study", study.id()) + "\">"));
        assertThat(html).contains("id=\"overlay-both-scalar-pairs\"").contains("no mass was reached: interrupted");
        assertThat(SmallRun.FIGURES)
                .allSatisfy(figure -> assertThat(html).contains("id=\"" + Html.anchor("figure", figure.id()) + "\""));
        assertThat(html)
                .contains("SHA-256")
                .contains("Phys. Rev. D 111, 039903")
                .contains("published likelihood");
    }

    @Test
    void contentsNameEveryPlaceOnce() {
        String html = page(Optional.of(NO_CODE));
        String contents = html.substring(html.indexOf("<nav"), html.indexOf("</nav>"));
        List<String> places = Pattern.compile("href=\"([^\"]*)\"")
                .matcher(contents)
                .results()
                .map(place -> place.group(1))
                .toList();
        assertThat(places)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(SmallRun.RUN.studies().size());
    }

    @Test
    void publishedNumbersStandBesideTheComputedOnes() {
        assertThat(text(page(Optional.of(NO_CODE))))
                .contains("\u03bc, rescaled SM4.604.6 \u00b1 1.30.0 \u03c3arXiv:2403.13887")
                .contains("|gP| < (90 %, BABAR)3.29 \u00d7 10\u221282.5 \u00d7 10\u22128+31 %");
    }

    @Test
    void idsThatDifferHaveAnchorsThatDiffer() {
        assertThat(Html.anchor("study", "broken <scan>")).isEqualTo("study-broken.32.60scan.62");
        assertThat(Html.anchor("study", "a b")).isNotEqualTo(Html.anchor("study", "a-b"));
    }

    @Test
    void policyNamesTheHashOfEveryScriptAndForbidsTheRest() throws Exception {
        String html = page(Optional.of(NO_CODE));
        Matcher policy = Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"")
                .matcher(html);
        assertThat(policy.find()).isTrue();
        assertThat(policy.group(1))
                .startsWith("default-src 'none'; img-src data:;")
                .doesNotContain("unsafe");
        Matcher scripts = Pattern.compile("(?s)<script>(.*?)</script>").matcher(html);
        int count = 0;
        while (scripts.find()) {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(scripts.group(1).getBytes(StandardCharsets.UTF_8));
            assertThat(policy.group(1))
                    .contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
            count++;
        }
        assertThat(count).isEqualTo(2);
    }

    @Test
    void withoutChartLibrariesThePageHasPicturesAndSaysWhy() {
        String html = page(Optional.empty());
        assertThat(html)
                .contains("built without the chart libraries")
                .doesNotContain("class=\"chart\"")
                .doesNotContain("<script type=\"application/json\">");
        assertThat(html.split("<img src=\"data:image/", -1)).hasSize(SmallRun.FIGURES.size() + 1);
        assertThat(Pattern.compile("(?:src|href)=\"(?!#|data:|https://(?:arxiv|doi)\\.org/)")
                        .matcher(html)
                        .find())
                .isFalse();
    }

    @Test
    void runThatComparesNothingIsSummarisedStudyByStudy() {
        Run run = SmallRun.RUN;
        Run without = new Run(
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
                run.studies().stream()
                        .filter(study -> !study.type().equals("compare"))
                        .toList(),
                List.of(),
                List.of());
        String text = text(ReportPage.document(RunView.of(without), List.of(), Optional.of(NO_CODE))
                .html());
        assertThat(text)
                .contains("Standard Model with a free normalisation (rescaled-sm): \u03bc = 4.6 \u00b1 1.3.")
                .contains("scalar-pair-gVV: best at mX = (0.46+0.14 \u22120.16) GeV");
    }

    @Test
    void writesIntoANewDirectory(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("new").resolve("report.html");
        ReportPage.write(SmallRun.VIEW, SmallRun.FIGURES, file);
        assertThat(Files.size(file)).isBetween(50_000L, 5_000_000L);
        assertThat(Files.readString(file)).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
    }
}
