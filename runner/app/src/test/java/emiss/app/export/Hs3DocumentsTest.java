package emiss.app.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.api.experiment.CountingData;
import emiss.api.experiment.DataFormatException;
import emiss.data.pyhf.Hs3Choice;
import emiss.data.pyhf.Hs3Reader;
import emiss.data.pyhf.WorkspaceChoice;
import emiss.data.pyhf.WorkspaceReader;
import emiss.inference.BinnedModel;
import emiss.inference.SignalModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * HS3 documents as other programs write them, against pyhf workspaces of the same model and closed forms. The structure of the
 * first is that of the tests of pyhs3, of the second that of ROOT 6.38; the numbers are made up.
 */
class Hs3DocumentsTest {
    /** A shape, and one factor a bin; data of an Asimov set beside those that were observed. */
    private static final String SIMPLE = text("hs3-simple.json");

    private static final String SAME_IN_PYHF = """
            {'channels': [{'name': 'model_ch', 'samples': [
              {'name': 'signal', 'data': [9, 4], 'modifiers': [{'name': 'mu', 'type': 'normfactor', 'data': null}]},
              {'name': 'background', 'data': [50, 40], 'modifiers': [
                {'name': 'uncorr', 'type': 'shapesys', 'data': [3, 7]},
                {'name': 'alpha_tilt', 'type': 'histosys', 'data': {'hi_data': [47, 44], 'lo_data': [55, 37]}}]}]}],
             'observations': [{'name': 'model_ch', 'data': [61, 46]}],
             'measurements': [{'name': 'm', 'config': {'poi': 'mu', 'parameters': []}}], 'version': '1.0.0'}
            """;

    /** Constraints are distributions that modifiers name, interpolations are said. */
    private static final String NAMED = text("hs3-named.json");

    private static final Hs3Choice CHOICE = new Hs3Choice("d", "A", "", Optional.empty());

    /** The text of a resource with single quotes, as the tests write what they replace in it. */
    private static String text(String resource) {
        try (InputStream content = Hs3DocumentsTest.class.getResourceAsStream(resource)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8).replace('"', '\'');
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static CountingData read(String text) {
        return new Hs3Reader().read(stream(text), "d.json", CHOICE);
    }

    private static double logPdf(CountingData data, double mu, Map<String, Double> point) {
        BinnedModel model = BinnedModel.of(List.of(data));
        Map<String, Double> nuisances = new HashMap<>();
        point.forEach((name, value) -> nuisances.put("d/" + name, value));
        return model.logPdf(
                model.observedData(), SignalModel.scaled("mu", model.smTemplate()), new double[] {mu}, nuisances);
    }

    @Test
    void aDocumentOfAnotherProgramIsTheWorkspaceOfTheSameModel() {
        CountingData document = read(SIMPLE);
        CountingData workspace = new WorkspaceReader().read(stream(SAME_IN_PYHF), "w.json", WorkspaceChoice.first("d"));
        assertThat(document.channels().get(0).bins().get(1).low()).isEqualTo(2);
        assertThat(document.signalStrength()).isEqualTo("mu");
        for (double tilt : new double[] {-1.7, -0.3, 0.6, 2.5}) {
            Map<String, Double> point = Map.of("alpha_tilt", tilt, "uncorr[0]", 1.03, "uncorr[1]", 0.9);
            assertThat(logPdf(document, 1.3, point)).isCloseTo(logPdf(workspace, 1.3, point), within(1e-12));
        }
    }

    /** tau = (contents/vals)^2 in files of pyhs3, 1/vals^2 in those of ROOT. */
    @ParameterizedTest
    @CsvSource({"'', 3.0, 277.7777777777778", "ROOT, 0.06, 277.7777777777778", "ROOT, 3.0, 0.1111111111111111"})
    void uncertaintiesAreReadAsTheirProgramDoes(String program, String first, double tau) {
        String packages = program.isEmpty() ? "[]" : "[{'name': '" + program + "', 'version': '6.38'}]";
        CountingData data = read(SIMPLE.replace("'packages': []", "'packages': " + packages)
                .replace("[3.0, 7.0]", "[" + first + ", 7.0]"));
        Map<String, Double> low = Map.of("uncorr[0]", 0.9);
        double expected = 61 * Math.log(9 + 50 * 0.9) - 50 * 0.9 - 61 * Math.log(59) + 50 + tau * (Math.log(0.9) + 0.1);
        assertThat(logPdf(data, 1, low) - logPdf(data, 1, Map.of())).isCloseTo(expected, within(1e-9));
    }

    private static double gauss(double x, double width) {
        return -0.5 * x * x / (width * width) - Math.log(width * Math.sqrt(2 * Math.PI));
    }

    private static double poisson(int n, double rate) {
        double sum = n * Math.log(rate) - rate;
        for (int i = 2; i <= n; i++) {
            sum -= Math.log(i);
        }
        return sum;
    }

    @Test
    void constraintsThatModifiersNameHaveTheirOwnForm() {
        CountingData data = read(NAMED);
        double mu = 0.8;
        Map<String, Double> point = new HashMap<>(Map.of("lumi", 0.97, "alpha_norm", 1.5, "alpha_shape", -2.0));
        point.putAll(Map.of("g[0]", 1.04, "bkg[0]", 1.1));
        double signal = mu * 0.97 * Math.pow(1.2, 1.5);
        // beyond 1 shapes are lines: 30 + 2 (28 - 30), 5 + 2 (4 - 5)
        double first = signal * 10 * 1.04 + 26 * 1.04 * 1.1;
        double second = signal * 20 + 3;
        double expected = poisson(43, first)
                + poisson(24, second)
                + gauss(0.97 - 1.01, 0.03)
                + gauss(1.5 - 0.1, 1)
                + gauss(2, 1)
                + gauss(0.04, Math.hypot(0.6, 0.8) / 40)
                + gauss(0, 1)
                + poisson(98, 110)
                + poisson(1, 1);
        assertThat(logPdf(data, mu, point)).isCloseTo(expected, within(1e-10));
        assertThat(data.channels().get(0).bins().get(1).high()).isEqualTo(5);
    }

    @Test
    void severalAnalysesAreNotChosenFrom() {
        assertThatThrownBy(() -> new Hs3Reader().read(stream(SIMPLE), "d.json", Hs3Choice.only("d")))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining(
                        "d.json:41:15: there are 2 analyses, expected the name of one as \"analysis\": A_asimov, A");
    }

    /** What is not supported is named with its place. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'hs3_version': '0.2' | 'hs3_version': '0.3' | d.json:2:31: \"hs3_version\" is \"0.3\", expected 0.2",
                "'type': 'histosys' | 'type': 'custom' | d.json:16:61: modifiers of type \"custom\" are not supported",
                "'constraint': 'Gauss' | 'constraint': 'LogNormal' | d.json:15:24: the constraint \"LogNormal\" is not supported",
                "'constraint': 'Gauss' | 'constraint': 'tilt_term' | d.json:15:24: the constraint \"tilt_term\" is not supported",
                "'name': 'tilt', | 'name': 'tilt', 'interpolation': 1, | d.json:16:43: the interpolation \"1\" of a histosys is not",
                "'Poisson', 'data' | 'Poisson', 'form': 1, 'data' | d.json:13:35: unknown field \"form\"",
                "'type': 'histfactory_dist' | 'type': 'mixture_dist' | the distribution \"model_ch\" is a mixture_dist, which is not supported",
                "[47, 44] | [47] | d.json:15:61: \"contents\" has 1 numbers, expected 2 as in the data",
                "['uncorr_0', 'uncorr_1'] | ['uncorr_0', 'alpha_tilt'] | is also in another set of factors, or alone, which is not",
                "'data': ['observed'] | 'data': ['observd'] | d.json:26:59: there is no \"observd\" in \"data\"; did you mean",
                "['model_ch'], 'data': ['observed'] | ['model_ch', 'model_ch'], 'data': ['observed', 'asimov'] | d.json:26:49: the likelihood names the distribution \"model_ch\" twice",
                "'nbins': 2}], | 'nbins': 3}], | d.json:5:14: the axes have 3 bins, expected 2 as in the data",
                "'interest'], 'parameters_of_interest': ['mu']} | 'interest'], 'parameters_of_interest': ['mu', 'Lumi']} | expected the name of one as \"poi\""
            })
    void whatIsNotSupportedIsNamedWithItsPlace(String from, String to, String message) {
        assertThat(SIMPLE).contains(from);
        assertThatThrownBy(() -> read(SIMPLE.replace(from, to)))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'mean': 'nom_norm' | 'mean': 'nom_nrm' | d.json:24:90: \"nom_nrm\" is not constant in the parameter point",
                "'sigma': 1.0 | 'sigma': 0.5 | d.json:24:5: the constraint of \"alpha_norm\" has the width 0.5, which is not",
                "'bkg_1', 'value': 1, 'const': true | 'bkg_1', 'value': 1 | parameter \"bkg_1\" has no constraint, as others",
                "'constraints': ['bkg_0_constraint', null] | 'constraints': ['gone', null] | d.json:22:26: there is no \"gone\" in",
                "'type': 'product' | 'type': 'sum' | \"type\" is \"sum\"",
                "'data': {'vals': [0.1, 0.0]}, | 'data': {'vals': [0.1, 0.0]}, 'constraint': 'Poisson', | distributions as further ones",
                "'constraint': 'lumi_constraint' | 'constraint': 'Poisson' | is not supported, expected a Gaussian one"
            })
    void constraintsThatAreNotSupportedAreNamedWithTheirPlace(String from, String to, String message) {
        assertThat(NAMED).contains(from);
        assertThatThrownBy(() -> read(NAMED.replace(from, to)))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining(message);
    }
}
