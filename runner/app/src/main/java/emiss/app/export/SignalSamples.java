package emiss.app.export;

import emiss.analysis.Analysis;
import emiss.analysis.CouplingFit;
import emiss.analysis.FittedSignal;
import emiss.analysis.FormFactorUncertainty;
import emiss.api.DoubleVector;
import emiss.api.UnusedName;
import emiss.api.experiment.BranchingFractionData;
import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.ParameterSettings;
import emiss.api.scenario.Complex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Puts a signal of new particles into the data sets of an analysis as samples of their own, scaled by one factor.
 *
 * <p>At a factor of 1 the likelihood is that of the analysis at the given couplings, for all values of the nuisance
 * parameters: the sample of new particles has the modifiers of the Standard-Model signal, with shifts in proportion to its
 * events, and shares its factors. The Standard-Model signal becomes a fixed background, or is dropped if the scenario
 * contains it.
 */
final class SignalSamples {
    /** The factor on the events of new particles. */
    static final String NEW_PHYSICS = "mu_np";

    private static final double LARGEST_FACTOR = 10;

    private SignalSamples() {}

    /**
     * The signal at the best point of a study.
     *
     * @throws IllegalArgumentException if a model with one factor cannot express the analysis, with the reason
     */
    static OneFactorModel of(FittedSignal signal) {
        if (signal.analysis().theory().formFactorUncertainty() == FormFactorUncertainty.COHERENT) {
            throw new IllegalArgumentException(
                    "\"formFactorUncertainty: coherent\" makes the signal quadratic in strengths that have a constraint, which no"
                            + " modifier of HistFactory is, expected none or template");
        }
        return signal.newParticles()
                .map(fit -> newParticles(signal.analysis(), fit))
                .orElseGet(() -> rescaledStandardModel(signal.analysis()));
    }

    /**
     * The rescaled Standard Model: the signal samples as they are.
     *
     * @throws IllegalArgumentException if some data set is no counting experiment
     */
    static OneFactorModel rescaledStandardModel(Analysis analysis) {
        List<CountingData> datasets = counting(analysis);
        return new OneFactorModel("the Standard Model, scaled", datasets.get(0).signalStrength(), datasets);
    }

    /**
     * New particles at the best couplings of a fit.
     *
     * @throws IllegalArgumentException if a model with one factor cannot express the analysis, with the reason
     */
    static OneFactorModel newParticles(Analysis analysis, CouplingFit fit) {
        if (analysis.theory().smUncertainty() > 0) {
            throw new IllegalArgumentException(
                    "\"smUncertainty\" multiplies the shifts of the signal by one more linear"
                            + " factor, which cannot be exported, expected 0");
        }
        if (analysis.hasFluctuations()) {
            throw new IllegalArgumentException(
                    "\"newPhysicsStatistics\" has a width that depends on the couplings, which"
                            + " cannot be exported, expected false");
        }
        boolean containsStandardModel = fit.hypothesis().scenario().smCoupling().isPresent();
        double[] rows = fit.hypothesis().newPhysicsRows(fit.couplings());
        List<CountingData> datasets = new ArrayList<>();
        for (CountingData data : counting(analysis)) {
            List<Channel> channels = new ArrayList<>();
            for (Channel channel : data.channels()) {
                int first = analysis.model().row(data.id(), channel.name(), 0);
                double[] events =
                        Arrays.copyOfRange(rows, first, first + channel.bins().size());
                channels.add(new ChannelWithSignal(channel, events, containsStandardModel).folded());
            }
            datasets.add(withSignal(data, channels));
        }
        String title = String.format(
                Locale.ROOT,
                "%s, mass %.6g GeV, %s",
                fit.hypothesis().scenario().id(),
                fit.mass(),
                couplings(fit.couplings()));
        return new OneFactorModel(title, NEW_PHYSICS, datasets);
    }

    private static String couplings(Map<String, Complex> couplings) {
        return couplings.entrySet().stream()
                .map(entry -> entry.getKey() + " = " + text(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String text(Complex value) {
        String real = String.format(Locale.ROOT, "%.3g", value.re());
        return value.im() == 0 ? real : "(" + real + String.format(Locale.ROOT, ", %.3g)", value.im());
    }

    private static CountingData withSignal(CountingData data, List<Channel> channels) {
        List<ParameterSettings> settings = new ArrayList<>();
        for (ParameterSettings parameter : data.parameters()) {
            if (!parameter.name().equals(data.signalStrength()) && uses(channels, parameter.name())) {
                settings.add(parameter);
            }
        }
        String strength = UnusedName.of(NEW_PHYSICS, name -> uses(channels, name));
        DoubleVector none = DoubleVector.of();
        settings.add(new ParameterSettings(
                strength,
                DoubleVector.of(1),
                List.of(new ParameterSettings.Bounds(0, LARGEST_FACTOR)),
                null,
                none,
                none,
                none));
        return data.toBuilder()
                .channels(channels)
                .responses(List.of())
                .templateUncertainties(List.of())
                .parameters(settings)
                .signalStrength(strength)
                .build();
    }

    private static boolean uses(List<Channel> channels, String name) {
        return channels.stream()
                .flatMap(channel -> channel.samples().stream())
                .flatMap(sample -> sample.systematics().stream())
                .anyMatch(systematic -> systematic.name().equals(name));
    }

    private static List<CountingData> counting(Analysis analysis) {
        List<CountingData> counting = new ArrayList<>();
        for (Dataset dataset : analysis.model().datasets()) {
            if (dataset instanceof CountingData data) {
                counting.add(data);
            } else if (dataset instanceof BranchingFractionData) {
                throw new IllegalArgumentException("data set " + dataset.id()
                        + " is a measured branching fraction, which a model of event counts cannot hold, expected a"
                        + " study without it");
            }
        }
        return counting;
    }
}
