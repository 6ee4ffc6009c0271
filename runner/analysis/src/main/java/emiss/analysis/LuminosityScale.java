package emiss.analysis;

import emiss.api.DoubleVector;
import emiss.api.experiment.BranchingFractionData;
import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.GaussianConstraint;
import emiss.api.experiment.NuisanceGroup;
import emiss.api.experiment.ParameterSettings;
import emiss.api.experiment.Response;
import emiss.api.experiment.Sample;
import emiss.api.experiment.Systematic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Data sets as they would be with more data: every nominal count, every shift of one and every response times a factor. Relative
 * uncertainties stay as they are, or those that more data reduce shrink: statistical errors of templates, constraints of
 * background normalisations (groups whose id begins with {@code normalisation}) and errors of branching fractions, all by the
 * square root of the factor.
 *
 * @param factor the luminosity in units of the real one
 * @param scaleSystematics whether uncertainties shrink
 */
public record LuminosityScale(double factor, boolean scaleSystematics) {
    /** The data sets as they are. */
    public static final LuminosityScale ONE = new LuminosityScale(1, false);

    private static final String NORMALISATION = "normalisation";

    /** Checks the factor. */
    public LuminosityScale {
        if (!(factor > 0) || !Double.isFinite(factor)) {
            throw new IllegalArgumentException("the luminosity is scaled by " + factor + ", expected > 0");
        }
    }

    private double shrinking() {
        return scaleSystematics ? 1 / Math.sqrt(factor) : 1;
    }

    /** A data set with more data; observed counts are scaled too. */
    Dataset apply(Dataset dataset) {
        if (equals(ONE)) {
            return dataset;
        }
        return dataset instanceof CountingData counting
                ? counting(counting)
                : fractions((BranchingFractionData) dataset);
    }

    private BranchingFractionData fractions(BranchingFractionData data) {
        return new BranchingFractionData(
                data.id(),
                data.title(),
                data.quality(),
                data.provenance(),
                data.measurements().stream()
                        .map(measurement -> new BranchingFractionData.Measurement(
                                measurement.mixture(),
                                measurement.value(),
                                shrinking() * measurement.errorLow(),
                                shrinking() * measurement.errorHigh()))
                        .toList(),
                data.correlation(),
                data.detector());
    }

    private CountingData counting(CountingData data) {
        return data.toBuilder()
                .channels(data.channels().stream().map(this::channel).toList())
                .responses(data.responses().stream().map(this::response).toList())
                .constraints(scaleSystematics ? constraints(data) : data.constraints())
                .parameters(data.parameters().stream()
                        .map(settings -> settings(data, settings))
                        .toList())
                .build();
    }

    private Channel channel(Channel channel) {
        return new Channel(
                channel.name(),
                channel.title(),
                channel.variable(),
                channel.unit(),
                channel.bins(),
                times(channel.observed(), factor),
                channel.samples().stream().map(this::sample).toList());
    }

    private Sample sample(Sample sample) {
        return new Sample(
                sample.name(),
                sample.role(),
                times(sample.nominal(), factor),
                sample.systematics().stream().map(this::systematic).toList());
    }

    private Systematic systematic(Systematic systematic) {
        if (systematic instanceof Systematic.HistoSys shift) {
            return new Systematic.HistoSys(shift.name(), times(shift.low(), factor), times(shift.high(), factor));
        }
        if (systematic instanceof Systematic.StatError error) {
            return new Systematic.StatError(error.name(), times(error.uncertainty(), factor * shrinking()));
        }
        if (systematic instanceof Systematic.ShapeSys error) {
            return new Systematic.ShapeSys(error.name(), times(error.uncertainty(), factor * shrinking()));
        }
        return systematic;
    }

    private Response response(Response response) {
        return new Response(
                response.mixture(),
                response.helicity(),
                response.channel(),
                response.q2Edges(),
                response.eventsPerBranchingFraction().stream()
                        .map(row -> times(row, factor))
                        .toList(),
                response.sampleBranchingFraction());
    }

    /** The constraints of background normalisations, narrower; the others as they are. */
    private List<GaussianConstraint> constraints(CountingData data) {
        List<GaussianConstraint> all = new ArrayList<>();
        Set<String> constrained = new HashSet<>();
        for (GaussianConstraint constraint : data.constraints()) {
            constrained.addAll(constraint.parameters());
            double[] scale = constraint.parameters().stream()
                    .mapToDouble(name -> isNormalisation(data, name) ? shrinking() : 1)
                    .toArray();
            all.add(new GaussianConstraint(
                    constraint.parameters(),
                    constraint.centre(),
                    IntStream.range(0, scale.length)
                            .mapToObj(i -> DoubleVector.generate(
                                    scale.length,
                                    j -> scale[i]
                                            * constraint.covariance().get(i).at(j)
                                            * scale[j]))
                            .toList()));
        }
        Set<String> normal = new TreeSet<>();
        data.systematics()
                .filter(systematic ->
                        systematic instanceof Systematic.NormSys || systematic instanceof Systematic.HistoSys)
                .map(Systematic::name)
                .filter(name -> isNormalisation(data, name) && !constrained.contains(name))
                .forEach(normal::add);
        normal.forEach(name -> all.add(new GaussianConstraint(
                List.of(name),
                DoubleVector.of(centre(data, name)),
                List.of(DoubleVector.of(shrinking() * shrinking())))));
        return all;
    }

    private static double centre(CountingData data, String name) {
        return data.parameters().stream()
                .filter(settings ->
                        settings.name().equals(name) && settings.auxdata().size() > 0)
                .mapToDouble(settings -> settings.auxdata().at(0))
                .findFirst()
                .orElse(0);
    }

    private static boolean isNormalisation(CountingData data, String parameter) {
        return data.nuisanceGroupOf(parameter).startsWith(NORMALISATION);
    }

    /** Widths and expected counts that a data set gives for a parameter follow those of its modifiers. */
    private ParameterSettings settings(CountingData data, ParameterSettings settings) {
        boolean isStatistical = !settings.name().equals(data.signalStrength())
                && data.nuisanceGroupOf(settings.name()).equals(NuisanceGroup.MC_STATISTICS);
        if (!isStatistical || !scaleSystematics) {
            return settings;
        }
        return new ParameterSettings(
                settings.name(),
                settings.inits(),
                settings.bounds(),
                settings.fixed(),
                settings.factors().size() > 0 ? times(settings.auxdata(), factor) : settings.auxdata(),
                times(settings.sigmas(), shrinking()),
                times(settings.factors(), factor));
    }

    private static DoubleVector times(DoubleVector values, double factor) {
        return DoubleVector.generate(values.size(), i -> factor * values.at(i));
    }
}
