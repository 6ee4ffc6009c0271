package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.api.DoubleVector;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.GaussianConstraint;
import emiss.api.experiment.Systematic;
import emiss.data.pyhf.WorkspaceNames;
import emiss.data.pyhf.WorkspaceWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workspaces that are written from data sets, and read again. */
class PyhfRoundTripTest {
    private static final List<CountingData> BELLE = List.of((CountingData) Models.ITA, (CountingData) Models.HTA);

    private static String written(List<CountingData> data) {
        return new WorkspaceWriter().write(data, "measurement", new WorkspaceNames(data, "mu"));
    }

    @Test
    void importExportImportIsTheIdentity() {
        CountingData first = Workspaces.dataset(Workspaces.everything());
        String exported = written(List.of(first)).replace("\"measurement\"", "\"m\"");
        CountingData second = Workspaces.dataset(exported);
        assertThat(second).isEqualTo(first);
        PyhfDefinition original = new PyhfDefinition(Workspaces.everything());
        Random random = new Random(8);
        for (int i = 0; i < 20; i++) {
            Map<String, Double> point = new HashMap<>();
            Map<String, Double> imported = new HashMap<>();
            original.parameters().forEach((name, start) -> {
                double value = start * (0.8 + 0.4 * random.nextDouble());
                point.put(name, value);
                imported.put(PyhfConformanceTest.inDataset(name), value);
            });
            assertThat(Workspaces.logPdf(second, imported)).isCloseTo(original.logPdf(point), within(1e-10));
            assertThat(Workspaces.logPdf(second, imported)).isEqualTo(Workspaces.logPdf(first, imported));
        }
    }

    /** The log-pdf values were computed with pyhf 0.7 from the published workspace, see {@link BelleIIFitTest}. */
    @ParameterizedTest
    @CsvSource({
        "1, 0, -127.21182488859057",
        "0.5, 0, -136.724765413002",
        "1.5, 0, -118.74875703814962",
        "1, -1.5, -129.72403700626185",
        "1, 1.5, -127.32899112342957"
    })
    void belleReadsBackWithTheLogPdfOfPyhf(double mu, double klong, double expected) {
        String exported = written(BELLE);
        CountingData imported = Workspaces.dataset(exported);
        assertThat(Workspaces.logPdf(imported, Map.of("mu", mu, "KL_1_had", klong)))
                .isCloseTo(expected, within(1e-10));
        assertThat(new PyhfDefinition(exported).logPdf(Map.of("mu", mu, "KL_1_had", klong)))
                .isCloseTo(expected, within(1e-10));
    }

    @Test
    void belleReadsBackWithTheSameFit() {
        for (List<CountingData> data : List.of(BELLE.subList(0, 1), BELLE.subList(1, 2), BELLE)) {
            FitResult direct = fit(BinnedModel.of(data));
            FitResult imported = fit(BinnedModel.of(List.of(Workspaces.dataset(written(data)))));
            assertThat(imported.converged()).isTrue();
            assertThat(imported.signalParameter("mu")).isCloseTo(direct.signalParameter("mu"), within(1e-8));
            assertThat(imported.logPdf()).isCloseTo(direct.logPdf(), within(1e-10));
        }
    }

    private static FitResult fit(BinnedModel model) {
        return new Fitter(model, new FitOptions(200, 1e-16))
                .fit(model.observedData(), SignalModel.scaled("mu", model.smTemplate()));
    }

    @Test
    void privateNamesThatMeetGetTheIdOfTheirDataSet() {
        CountingData one = Models.counting(
                "one",
                Models.channel(
                        "c",
                        new double[] {3},
                        Models.background(
                                "b",
                                new double[] {2},
                                new Systematic.NormSys("n", 0.9, 1.1),
                                new Systematic.NormSys("x/s", 0.9, 1.1),
                                new Systematic.NormSys("mu", 0.9, 1.2),
                                Models.statError("a/g", 0.2))));
        CountingData two = Models.counting(
                "two",
                Models.channel(
                        "c",
                        new double[] {3},
                        Models.background(
                                "b",
                                new double[] {2},
                                new Systematic.NormSys("n", 0.9, 1.1),
                                new Systematic.NormSys("x/s", 0.9, 1.1))));
        WorkspaceNames names = new WorkspaceNames(List.of(one, two), "mu");
        assertThat(names.parameter(one, "n")).isEqualTo("one_n");
        assertThat(names.parameter(two, "n")).isEqualTo("two_n");
        assertThat(names.parameter(one, "x/s")).isEqualTo("x/s");
        assertThat(names.parameter(one, "a/g")).isEqualTo("a_g");
        assertThat(names.channel(two, "c")).isEqualTo("two_c");
        assertThat(names.interest()).isEqualTo("mu_");
    }

    @Test
    void refusesWhatPyhfCannotExpress() {
        CountingData joint = Models.counting(
                "joint",
                List.of(new GaussianConstraint(List.of("n"), DoubleVector.of(0), List.of(DoubleVector.of(2)))),
                Models.channel(
                        "c",
                        new double[] {7},
                        Models.background("b", new double[] {9}, new Systematic.NormSys("n", 0.9, 1.1))));
        assertThatThrownBy(() -> written(List.of(joint)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("data set joint has a multivariate constraint of [n], which pyhf cannot express, expected"
                        + " independent parameters");
        CountingData luminosity = Models.counting(
                "luminosity",
                Models.channel(
                        "c",
                        new double[] {7},
                        Models.background("b", new double[] {9}, new Systematic.Lumi("tau", 1, 0.1))));
        assertThatThrownBy(() -> written(List.of(luminosity))).hasMessageContaining("is not called lumi");
    }
}
