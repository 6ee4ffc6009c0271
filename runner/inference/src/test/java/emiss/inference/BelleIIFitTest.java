package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.experiment.CountingData;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The Belle II likelihood (HEPData 10.17182/hepdata.166082). The log-pdf values were computed with pyhf 0.7, the fits with an
 * independent prototype; published: mu = 4.6, 5.4 and 2.2 (arXiv:2311.14647).
 */
class BelleIIFitTest {
    private final BinnedModel model = BinnedModel.of(List.of(Models.ITA, Models.HTA));
    private final SignalModel strength = SignalModel.scaled("mu", model.smTemplate());

    @ParameterizedTest
    @CsvSource({
        "1, 0, -127.21182488859057",
        "0.5, 0, -136.724765413002",
        "1.5, 0, -118.74875703814962",
        "1, -1.5, -129.72403700626185",
        "1, 1.5, -127.32899112342957"
    })
    void logPdfIsThatOfPyhf(double mu, double klong, double expected) {
        double logPdf =
                model.logPdf(model.observedData(), strength, new double[] {mu}, Map.of("belle2-hta/KL_1_had", klong));
        assertThat(logPdf).isCloseTo(expected, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        "both, 4.59905, -1.326, 1.349, 11.9728, 7.3771, 26.6423",
        "ita, 5.41437, -1.4657, 1.4846, 12.5026, 8.5998, 20.8833",
        "hta, 2.17861, -1.9666, 2.3639, 1.2433, 0.3392, 4.4784"
    })
    void signalStrength(String data, double mu, double low, double high, double at0, double at1, double saturated) {
        BinnedModel chosen = BinnedModel.of(
                switch (data) {
                    case "ita" -> List.of(Models.ITA);
                    case "hta" -> List.of(Models.HTA);
                    default -> List.of(Models.ITA, Models.HTA);
                });
        ProfileLikelihood profile = new ProfileLikelihood(
                new Fitter(chosen), chosen.observedData(), SignalModel.scaled("mu", chosen.smTemplate()));
        FitResult best = profile.best();
        assertThat(best.status()).isEqualTo(FitResult.Status.CONVERGED);
        double found = best.signalParameter("mu");
        double digits = data.equals("both") ? 5e-4 : 5e-5;
        assertThat(found).isCloseTo(mu, within(5e-6));
        Interval interval = profile.interval(0, 1);
        assertThat(interval.converged()).isTrue();
        assertThat(interval.low() - found).isCloseTo(low, within(digits));
        assertThat(interval.high() - found).isCloseTo(high, within(digits));
        assertThat(profile.profile(0, 0).deviance() - best.deviance()).isCloseTo(at0, within(5.5e-5));
        assertThat(profile.profile(0, 1).deviance() - best.deviance()).isCloseTo(at1, within(5.5e-5));
        assertThat(best.deviance()).isCloseTo(saturated, within(5.5e-5));
    }

    @Test
    void maximumOfTheLogPdf() {
        FitResult best = new Fitter(model).fit(model.observedData(), strength);
        assertThat(best.logPdf()).isCloseTo(11.66714, within(5e-6));
        Map<String, Double> nuisances = new HashMap<>();
        for (String name : model.nuisanceNames()) {
            nuisances.put(name, best.nuisance(name));
        }
        assertThat(model.logPdf(model.observedData(), strength, best.signalParameters(), nuisances))
                .isCloseTo(best.logPdf(), within(1e-9));
    }

    @Test
    void endsOfTheIntervalAreExact() {
        ProfileLikelihood profile = new ProfileLikelihood(new Fitter(model), model.observedData(), strength);
        Interval interval = profile.interval(0, 2.706);
        for (double end : new double[] {interval.low(), interval.high()}) {
            assertThat(profile.profile(0, end).deviance() - profile.best().deviance())
                    .isCloseTo(2.706, within(1e-6));
        }
    }

    @Test
    void sharesNuisancesByName() {
        assertThat(model.bins()).isEqualTo(30);
        assertThat(model.nuisanceNames()).hasSize(231).contains("belle2-hta/KL_1_had");
        assertThat(model.compiled().explicit.count()).isEqualTo(51);
    }

    @Test
    void orderOfDataSetsDoesNotMatter() {
        BinnedModel other = BinnedModel.of(List.of(Models.HTA, Models.ITA));
        FitResult one = new Fitter(model).fit(model.observedData(), strength);
        FitResult two = new Fitter(other).fit(other.observedData(), SignalModel.scaled("mu", other.smTemplate()));
        assertThat(two.deviance()).isCloseTo(one.deviance(), within(1e-9));
    }

    @Test
    void agreesWithTheDenseFit() {
        FitResult fast = new Fitter(model).fit(model.observedData(), strength);
        DenseReference.Result dense = DenseReference.fit(model.observedData(), strength, 1e-10);
        assertThat(dense.converged()).isTrue();
        assertThat(fast.deviance()).isCloseTo(dense.deviance(), within(1e-8));
    }

    @Test
    void toysConvergeColdAndWarm() {
        Fitter fitter = new Fitter(model);
        FitResult standardModel = fitter.fit(model.observedData(), strength.fix(0, 1));
        Random random = new Random(20260101);
        for (int toy = 0; toy < 1000; toy++) {
            ModelData data = Models.toy(model, standardModel, random);
            FitResult cold = fitter.fit(data, strength);
            assertThat(cold.reason()).as("toy %d", toy).isEmpty();
            FitResult warm = fitter.fit(data, strength, standardModel);
            assertThat(warm.reason()).as("toy %d", toy).isEmpty();
            assertThat(warm.deviance()).as("toy %d", toy).isCloseTo(cold.deviance(), within(1e-7));
        }
    }

    /** The plain fit returns to the end of the fast one; it reaches the same minimum from the nominal start. */
    @Test
    void toysAgreeWithTheDenseFit() {
        Fitter fitter = new Fitter(model);
        FitResult standardModel = fitter.fit(model.observedData(), strength.fix(0, 1));
        Random random = new Random(77);
        for (int toy = 0; toy < 50; toy++) {
            FitResult fast = fitter.fit(Models.toy(model, standardModel, random), strength);
            DenseReference.Result again = DenseReference.refit(fast, 1e-12);
            assertThat(again.converged()).as("toy %d", toy).isTrue();
            assertThat(again.deviance()).as("toy %d", toy).isCloseTo(fast.deviance(), within(1e-8));
            if (toy < 10) {
                DenseReference.Result dense = DenseReference.fit(fast.data(), strength, 1e-12);
                assertThat(dense.converged()).as("toy %d", toy).isTrue();
                assertThat(dense.deviance()).as("toy %d", toy).isCloseTo(fast.deviance(), within(1e-8));
            }
        }
    }

    @Test
    void asimovDataAreFittedPerfectly() {
        Fitter fitter = new Fitter(model);
        FitResult best = fitter.fit(model.observedData(), strength);
        FitResult again = fitter.fit(model.asimov(best), strength);
        assertThat(again.deviance()).isCloseTo(0, within(1e-8));
        assertThat(again.signalParameter("mu")).isCloseTo(best.signalParameter("mu"), within(1e-4));
    }

    @Test
    void expectedEventsSplitIntoSignalAndBackground() {
        Fitter fitter = new Fitter(model);
        FitResult none = fitter.fit(model.observedData(), strength.fix(0, 0));
        assertThat(none.expectedSignal()).containsOnly(0);
        FitResult one = fitter.fit(model.observedData(), strength.fix(0, 1));
        double[] signal = one.expectedSignal();
        String channel = ((CountingData) Models.HTA).channels().get(0).name();
        int row = model.row("belle2-hta", channel, 0);
        assertThat(signal[row] / model.smTemplate()[row]).isBetween(0.8, 1.2);
        assertThat(one.expectedBackground()[row] + signal[row]).isCloseTo(one.expected()[row], within(1e-12));
    }
}
