package emiss.inference;

import emiss.api.DoubleVector;
import emiss.api.experiment.BranchingFractionData;
import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.GaussianConstraint;
import emiss.api.experiment.ParameterSettings;
import emiss.api.experiment.Sample;
import emiss.api.experiment.Systematic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Toys and Asimov data as data sets, for files and other programs: events, branching fractions and auxiliary data replaced, all else
 * as in the real ones.
 */
public final class SimulatedData {
    private final BinnedModel model;
    private final double[] observed;
    private final double[] centres;
    private final double[] widths;

    private SimulatedData(BinnedModel model, PseudoExperiment outcome) {
        this.model = model;
        this.observed = outcome.data().observed();
        this.centres = outcome.data().centres();
        this.widths = model.constraintWidths();
    }

    /**
     * {@return the data sets of an outcome}
     *
     * @param model the model of the real ones
     * @param outcome the outcome; constraints of parameters of interest are no data of it
     */
    public static List<Dataset> of(BinnedModel model, PseudoExperiment outcome) {
        SimulatedData simulated = new SimulatedData(model, outcome);
        return model.datasets().stream()
                .map(dataset -> dataset instanceof CountingData counting
                        ? simulated.counting(counting)
                        : simulated.fractions((BranchingFractionData) dataset))
                .toList();
    }

    private Dataset fractions(BranchingFractionData data) {
        return new BranchingFractionData(
                data.id(),
                data.title(),
                data.quality(),
                data.provenance(),
                IntStream.range(0, data.measurements().size())
                        .mapToObj(i -> {
                            BranchingFractionData.Measurement real =
                                    data.measurements().get(i);
                            return new BranchingFractionData.Measurement(
                                    real.mixture(),
                                    observed[model.row(data.id(), i)],
                                    real.errorLow(),
                                    real.errorHigh());
                        })
                        .toList(),
                data.correlation(),
                data.detector());
    }

    private Dataset counting(CountingData data) {
        List<Channel> channels = data.channels().stream()
                .map(channel -> new Channel(
                        channel.name(),
                        channel.title(),
                        channel.variable(),
                        channel.unit(),
                        channel.bins(),
                        DoubleVector.generate(
                                channel.bins().size(), bin -> observed[model.row(data.id(), channel.name(), bin)]),
                        channel.samples()))
                .toList();
        Set<String> joint = new HashSet<>();
        List<GaussianConstraint> constraints = new ArrayList<>();
        for (GaussianConstraint constraint : data.constraints()) {
            joint.addAll(constraint.parameters());
            constraints.add(new GaussianConstraint(
                    constraint.parameters(),
                    DoubleVector.generate(
                            constraint.parameters().size(),
                            i -> centre(data, constraint.parameters().get(i))),
                    constraint.covariance()));
        }
        Map<String, ParameterSettings> settings = new LinkedHashMap<>();
        data.parameters().forEach(known -> settings.put(known.name(), known));
        auxiliary(data).forEach((name, auxdata) -> {
            if (!joint.contains(name)) {
                settings.merge(name, settings(name, auxdata), (known, added) -> with(known, auxdata));
            }
        });
        return data.toBuilder()
                .channels(channels)
                .constraints(constraints)
                .parameters(List.copyOf(settings.values()))
                .build();
    }

    private double centre(CountingData data, String name) {
        return centres[model.nuisanceIndex(model.parameterNames().of(data.id(), name))];
    }

    /** The auxiliary data of all parameters with a constraint of their own. */
    private Map<String, DoubleVector> auxiliary(CountingData data) {
        Map<String, DoubleVector> auxiliary = new LinkedHashMap<>();
        for (Channel channel : data.channels()) {
            for (Sample sample : channel.samples()) {
                for (Systematic systematic : sample.systematics()) {
                    String name = systematic.name();
                    if (systematic instanceof Systematic.NormSys
                            || systematic instanceof Systematic.HistoSys
                            || systematic instanceof Systematic.Lumi) {
                        auxiliary.put(name, DoubleVector.of(centre(data, name)));
                    } else if (systematic instanceof Systematic.StatError
                            || systematic instanceof Systematic.ShapeSys) {
                        boolean isPoisson = systematic instanceof Systematic.ShapeSys;
                        auxiliary.put(
                                name,
                                DoubleVector.generate(
                                        channel.bins().size(),
                                        bin -> perBin(model.parameterNames().inBin(data.id(), name, bin), isPoisson)));
                    }
                }
            }
        }
        return auxiliary;
    }

    /** The centre of a factor, or the counts of its Poisson constraint; 1 for a factor without an uncertainty. */
    private double perBin(String fullName, boolean isPoisson) {
        int index = model.nuisanceNames().indexOf(fullName);
        if (index < 0) {
            return 1;
        }
        return isPoisson ? centres[index] / (widths[index] * widths[index]) : centres[index];
    }

    private static ParameterSettings settings(String name, DoubleVector auxdata) {
        DoubleVector none = DoubleVector.of();
        return new ParameterSettings(name, none, List.of(), null, auxdata, none, none);
    }

    private static ParameterSettings with(ParameterSettings known, DoubleVector auxdata) {
        return new ParameterSettings(
                known.name(), known.inits(), known.bounds(), known.fixed(), auxdata, known.sigmas(), known.factors());
    }
}
