package emiss.app.input;

import emiss.analysis.Analysis;
import emiss.analysis.Hypothesis;
import emiss.analysis.LuminosityScale;
import emiss.analysis.TestedStrength;
import emiss.api.scenario.Basis;
import emiss.api.scenario.Complex;
import emiss.inference.FitResult;
import emiss.inference.Fitter;
import emiss.physics.Candidate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which data a study is about: what was observed, or Asimov data of a hypothesis.
 *
 * @param asimov the hypothesis of Asimov data; empty for what was observed
 * @param scale how much more data there are
 */
public record DataChoice(Optional<Source> asimov, LuminosityScale scale) {
    /** What was observed. */
    public static final DataChoice OBSERVED = new DataChoice(Optional.empty(), LuminosityScale.ONE);

    private static final String OBSERVED_NAME = "observed";

    /** A hypothesis without new particles. */
    public enum Named {
        /** The Standard Model. */
        STANDARD_MODEL("sm"),
        /** No signal at all. */
        BACKGROUND("background"),
        /** The Standard Model with the strength that fits the data best, not below 0. */
        RESCALED("rescaled-sm");

        private final String text;

        Named(String text) {
            this.text = text;
        }

        /** The name in configurations. */
        public String text() {
            return text;
        }
    }

    /**
     * What Asimov data are made of.
     *
     * @param named a hypothesis without new particles; empty for one with
     * @param candidate the particle; empty without one
     * @param fitted couplings that are fitted to the real data, the square of the first not below 0
     * @param values couplings with values
     * @param settings the same in the words of a configuration
     */
    public record Source(
            Optional<Named> named,
            Optional<Candidate> candidate,
            List<Basis.Variable> fitted,
            Map<Basis.Variable, Double> values,
            Object settings) {
        /** Copies the collections. */
        public Source {
            fitted = List.copyOf(fitted);
            values = Map.copyOf(values);
        }

        /** A hypothesis without new particles. */
        public static Source of(Named named) {
            return new Source(Optional.of(named), Optional.empty(), List.of(), Map.of(), named.text());
        }

        /** The hypothesis as it fits the real data. */
        private FitResult fit(Analysis real) {
            if (named.isPresent()) {
                return switch (named.get()) {
                    case STANDARD_MODEL -> real.standardModelFit();
                    case BACKGROUND -> new Fitter(real.model()).fit(real.data(), real.background());
                    case RESCALED -> best(real, TestedStrength.mu(real));
                };
            }
            if (!fitted.isEmpty()) {
                return best(real, TestedStrength.coupling(real, candidate.orElseThrow(), fitted, true));
            }
            List<Basis.Variable> named = List.copyOf(values.keySet());
            Hypothesis hypothesis = real.hypothesis(candidate.orElseThrow(), named, false);
            Map<String, Complex> point = new LinkedHashMap<>();
            values.forEach((variable, value) -> point.put(variable.name(), Complex.real(value)));
            return new Fitter(real.model()).fit(real.data(), hypothesis.signalAt(point), real.standardModelFit());
        }

        private static FitResult best(Analysis real, TestedStrength strength) {
            return strength.parameter().isPresent() ? strength.bestFit(real) : real.standardModelFit();
        }
    }

    /** The likelihood of these data. */
    public Analysis of(Analysis real) {
        return asimov.map(source -> real.asimov(source::fit, scale)).orElse(real);
    }

    /** The choice in the words of a configuration. */
    public Object settings() {
        if (asimov.isEmpty()) {
            return OBSERVED_NAME;
        }
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("asimov", asimov.get().settings());
        settings.put("luminosityScale", scale.factor());
        settings.put("scaleSystematics", scale.scaleSystematics());
        return settings;
    }
}
