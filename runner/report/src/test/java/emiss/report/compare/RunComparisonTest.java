package emiss.report.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.report.view.RunView;
import emiss.results.ResultsReader;
import emiss.results.Run;
import emiss.results.SignalStrengthResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RunComparisonTest {
    private static String results;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream content = Objects.requireNonNull(
                RunComparisonTest.class.getResourceAsStream("/emiss/report/page/results.json"))) {
            results = new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Run run(String content) {
        return new ResultsReader()
                .read("results.json", new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
    }

    private static String changed(String from, String to) {
        assertThat(results).contains(from);
        return results.replace(from, to);
    }

    private static RunComparison compare(Run before, Run after) {
        return RunComparison.of(RunView.of(before), RunView.of(after));
    }

    private static RunComparison against(String second) {
        return compare(run(results), run(second));
    }

    @Test
    void equalRunsAreIdenticalWhateverTimeTheyTook() {
        RunComparison comparison =
                against(results.replaceFirst("\"elapsedSeconds\": [0-9.]+", "\"elapsedSeconds\": 1"));
        assertThat(comparison.isIdentical()).isTrue();
        assertThat(comparison.compared()).isGreaterThan(500);
        assertThat(ComparisonText.lines(comparison))
                .containsExactly("identical: inputs, settings and all " + comparison.compared() + " numbers are equal");
    }

    @Test
    void changeIsMeasuredInStandardDeviationsOfTheFirstRun() {
        // mu = 4.599050 +1.35 in the first run: the interval ends at 5.9512...
        RunComparison comparison =
                against(changed("\"mu\": 4.599050113501393, \"interval68\"", "\"mu\": 5.0, \"interval68\""));
        Difference.Numbers mu = comparison.numbers().get(0);
        assertThat(mu.what()).isEqualTo("mu");
        double high = run(results)
                .study("rescaled-sm")
                .flatMap(study -> study.result(SignalStrengthResult.class))
                .orElseThrow()
                .interval68()
                .high();
        assertThat(mu.sigma().orElseThrow())
                .isCloseTo((5.0 - 4.599050113501393) / (high - 4.599050113501393), within(1e-12));
        assertThat(mu.relative()).isCloseTo((5.0 - 4.599050113501393) / 5.0, within(1e-12));
        assertThat(comparison.numbers()).hasSize(1);
        assertThat(comparison.inputs()).isEmpty();
    }

    @Test
    void contentsThatShareANameAreAllCompared() {
        Run one = run(results);
        Run.Input input = one.inputs().get(0);
        Run.Input other = new Run.Input(
                input.kind(),
                input.id(),
                input.title(),
                input.quality(),
                input.citation(),
                input.identifiers(),
                "0123456789abcdef",
                null);
        List<Run.Input> inputs = new ArrayList<>(one.inputs());
        inputs.add(0, other);
        Run two = new Run(
                one.program(),
                one.title(),
                one.config(),
                one.configFile(),
                one.configHash(),
                one.plugins(),
                one.groups(),
                inputs,
                one.seed(),
                one.elapsedSeconds(),
                one.studies(),
                one.figures(),
                one.quoted());

        assertThat(compare(one, two).inputs())
                .singleElement()
                .satisfies(difference -> assertThat(difference.toString()).contains(other.sha256(), input.sha256()));
    }

    @Test
    void largestChangeComesFirstAndListsAreOneEntry() {
        // every t of the mass scans changes, and one of them more than the others
        String second = results.replaceAll("(\"mass\": [0-9.]+, \"t\": -?)([0-9])", "$11$2")
                .replace("\"significanceMassFloated\": 2.65", "\"significanceMassFloated\": 2.66");
        RunComparison comparison = against(second);
        assertThat(comparison.numbers())
                .isSortedAccordingTo(Comparator.comparingDouble(number -> -Math.abs(number.relative())));
        assertThat(comparison.numbers())
                .filteredOn(number -> number.study().equals("scalar-pair-gSS")
                        && number.what().equals("points/*/t"))
                .singleElement()
                .satisfies(number -> assertThat(number.count()).isEqualTo(48));
        assertThat(comparison.numbers().get(comparison.numbers().size() - 1).what())
                .endsWith("significanceMassFloated");
    }

    @Test
    void itemsOfListsAreMatchedByWhatIdentifiesThem() {
        // without its first entry the ranking still has the others at their old values
        int first = results.indexOf("{\"study\": \"scalar-pair-gVV\"");
        int second = results.indexOf("{\"study\": \"scalar-pair-gSS\"", first);
        assertThat(first).isPositive();
        assertThat(second).isGreaterThan(first);
        RunComparison comparison = against(results.substring(0, first) + results.substring(second));
        assertThat(comparison.numbers()).isEmpty();
        assertThat(comparison.words())
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text.what()).startsWith("ranking: "));
    }

    @Test
    void studiesOfOneRunAloneAreNamed() {
        RunComparison comparison = against(changed("\"id\": \"sm-Kst0\"", "\"id\": \"other\""));
        assertThat(comparison.onlyBefore()).containsExactly("sm-Kst0");
        assertThat(comparison.onlyAfter()).containsExactly("other");
        assertThat(ComparisonText.lines(comparison))
                .contains("only in the first run: sm-Kst0", "only in the second run: other");
    }

    @Test
    void inputsPluginsAndSettingsAreCompared() {
        String second = changed("4b0e622f17a4", "ffffffffffff")
                .replaceFirst("\"version\": \"0.1.0\"", "\"version\": \"0.2.0\"")
                .replaceFirst("\"b\": 4.8", "\"b\": 4.18");
        RunComparison comparison = against(second);
        assertThat(comparison.inputs())
                .extracting(Difference.Text::what)
                .containsExactly("scenario dirac-pair", "data set belle2-ita, SHA-256");
        assertThat(comparison.settings()).hasSize(1);
        assertThat(comparison.settings().get(0))
                .isEqualTo(new Difference.Text("rescaled-sm: inputs/quarkMasses/b", "4.8", "4.18"));
        assertThat(comparison.hasEqualResults()).isTrue();
        assertThat(comparison.isIdentical()).isFalse();
    }

    @Test
    void statusAndReasonsAreCompared() {
        RunComparison comparison = against(changed("no mass was reached: interrupted", "the likelihood is not finite"));
        assertThat(comparison.words())
                .containsExactly(new Difference.Text(
                        "broken <scan>: reasons", "no mass was reached: interrupted", "the likelihood is not finite"));
    }

    @Test
    void textIsShort() {
        String second = results.replaceAll("\"t\": -(\\d)", "\"t\": -1$1");
        assertThat(ComparisonText.lines(against(second)))
                .hasSizeLessThan(20)
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(160).doesNotContain("\u2212"));
    }
}
