package emiss.app.studies;

import emiss.analysis.Analysis;
import emiss.analysis.CouplingFit;
import emiss.analysis.CouplingFitter;
import emiss.analysis.Hypothesis;
import emiss.api.DoubleVector;
import emiss.api.decay.Transition;
import emiss.api.experiment.Bin;
import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.Response;
import emiss.api.scenario.Basis;
import emiss.api.scenario.Complex;
import emiss.api.scenario.Scenario;
import emiss.app.result.Table;
import emiss.app.result.Words;
import emiss.app.study.Outcome;
import emiss.app.study.Payload;
import emiss.app.study.Study;
import emiss.app.study.StudyContext;
import emiss.app.study.StudyDecoder;
import emiss.app.study.StudyType;
import emiss.data.document.Kind;
import emiss.inference.FitResult;
import emiss.inference.Fitter;
import emiss.physics.Decay;
import emiss.physics.FormFactors;
import emiss.physics.HadronicTransition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario looks like: its spectrum in q2 with a form-factor band (arXiv:2403.13887, Fig. 2), or its events in the
 * bins of the data beside observation and background (Fig. 3).
 *
 * @param scenario the scenario; empty for the Standard Model alone
 * @param masses masses of the invisible particle [GeV]; one for events in bins
 * @param couplings values of the couplings; those without a value are fitted (bins) or 1 (spectrum)
 * @param transition the transition for a spectrum in q2; empty for events in the bins of the data
 * @param normalised whether each spectrum is divided by its integral
 * @param points number of q2 values of a spectrum
 * @param lambda scale of new physics [GeV]
 */
public record SpectrumStudy(
        Optional<Scenario> scenario,
        DoubleVector masses,
        Map<String, Optional<Complex>> couplings,
        Optional<Transition> transition,
        boolean normalised,
        int points,
        double lambda)
        implements Study {
    /** The type {@code spectrum}. */
    public static final StudyType TYPE = new StudyType(
            "spectrum",
            "the spectrum in q2 with its form-factor band, or events per bin beside data and background",
            SpectrumStudy::decode);

    private static final int DEFAULT_POINTS = 120;

    @Override
    public String type() {
        return TYPE.name();
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        scenario.ifPresent(found -> {
            settings.put("scenario", found.id());
            settings.put("masses", masses.toArray());
            settings.put("couplings", hasValues() ? Words.couplings(values()) : List.copyOf(couplings.keySet()));
            settings.put("lambda", lambda);
        });
        transition.ifPresent(found -> {
            settings.put("transition", found.id());
            settings.put("normalised", normalised);
            settings.put("points", points);
        });
        return settings;
    }

    private boolean hasValues() {
        return couplings.values().stream().allMatch(Optional::isPresent);
    }

    private Map<String, Complex> values() {
        Map<String, Complex> values = new LinkedHashMap<>();
        couplings.forEach((name, value) -> values.put(name, value.orElse(Complex.real(1))));
        return values;
    }

    @Override
    public Outcome run(StudyContext context) {
        if (transition.isPresent()) {
            List<Optional<Curve>> curves = context.parallel()
                    .map(
                            masses.size(),
                            i -> curve(
                                    context.theory().transition(transition.get().id()), masses.at(i)));
            return new Outcome(
                    new Curves(curves.stream().flatMap(Optional::stream).toList()), List.of());
        }
        return bins(context.analysis());
    }

    private Curve curve(HadronicTransition hadronic, double mass) {
        Decay decay = new Decay(scenario.orElseThrow(), hadronic, mass, lambda);
        DoubleVector q2 = DoubleVector.generate(
                points, i -> decay.q2Min() + (decay.q2Max() - decay.q2Min()) * (i + 0.5) / points);
        double[] central = spectrum(decay, q2);
        double[] variance = new double[points];
        List<FormFactors> variations = hadronic.formFactors().variations();
        for (int k = 0; k < variations.size(); k += 2) {
            double[] up = spectrum(varied(hadronic, variations.get(k), mass), q2);
            double[] down = spectrum(varied(hadronic, variations.get(k + 1), mass), q2);
            for (int i = 0; i < points; i++) {
                double half = 0.5 * (up[i] - down[i]);
                variance[i] += half * half;
            }
        }
        return new Curve(
                mass,
                q2.toArray(),
                central,
                DoubleVector.generate(points, i -> Math.max(0, central[i] - Math.sqrt(variance[i])))
                        .toArray(),
                DoubleVector.generate(points, i -> central[i] + Math.sqrt(variance[i]))
                        .toArray());
    }

    private Decay varied(HadronicTransition hadronic, FormFactors formFactors, double mass) {
        return new Decay(
                scenario.orElseThrow(),
                new HadronicTransition(hadronic.transition(), formFactors, hadronic.inputs()),
                mass,
                lambda);
    }

    private double[] spectrum(Decay decay, DoubleVector q2) {
        Map<String, Complex> values = values();
        double norm = normalised ? decay.branchingFraction(values) : 1;
        double[] spectrum = new double[q2.size()];
        for (int i = 0; i < spectrum.length; i++) {
            spectrum[i] = norm > 0 ? decay.differentialBranchingFraction(values, q2.at(i)) / norm : 0;
        }
        return spectrum;
    }

    private Outcome bins(Analysis analysis) {
        double[] standardModel = analysis.standardModelRows();
        double mu = analysis.rescaledFit().signalParameters()[0];
        double[] newPhysics = new double[standardModel.length];
        FitResult fit = analysis.standardModelFit();
        Map<String, Complex> used = Map.of();
        if (scenario.isPresent()) {
            List<Basis.Variable> free =
                    couplings.keySet().stream().map(Basis.Variable::coupling).toList();
            Hypothesis hypothesis = analysis.hypothesis(scenario.get(), masses.at(0), lambda, free, hasValues(), 0);
            if (hasValues()) {
                used = values();
                fit = new Fitter(analysis.model()).fit(analysis.data(), hypothesis.signalAt(used));
            } else {
                CouplingFit best = new CouplingFitter(analysis).fit(hypothesis);
                used = best.couplings();
                fit = best.result();
            }
            newPhysics = hypothesis.newPhysicsRows(used);
        }
        double[] background = fit.expectedBackground();
        List<BinContent> contents = new ArrayList<>();
        for (Dataset dataset : analysis.datasets()) {
            if (dataset instanceof CountingData counting) {
                for (Channel channel : counting.channels()) {
                    addBins(analysis, counting, channel, standardModel, mu, newPhysics, background, contents);
                }
            }
        }
        List<String> problems = fit.converged() ? List.of() : List.of("the fit did not converge: " + fit.reason());
        return new Outcome(new Bins(Words.couplings(used), contents), problems);
    }

    private static void addBins(
            Analysis analysis,
            CountingData counting,
            Channel channel,
            double[] standardModel,
            double mu,
            double[] newPhysics,
            double[] background,
            List<BinContent> contents) {
        if (counting.responses().stream().map(Response::channel).noneMatch(channel.name()::equals)) {
            return;
        }
        for (int i = 0; i < channel.bins().size(); i++) {
            Bin bin = channel.bins().get(i);
            int row = analysis.model().row(counting.id(), channel.name(), i);
            contents.add(new BinContent(
                    counting.id() + "/" + channel.name(),
                    channel.variable() + " [" + channel.unit() + "]",
                    bin.selection(),
                    bin.low(),
                    bin.high(),
                    channel.observed().at(i),
                    background[row],
                    standardModel[row],
                    mu * standardModel[row],
                    newPhysics[row]));
        }
    }

    /**
     * A spectrum at one mass.
     *
     * @param mass mass [GeV]
     * @param q2 invariant mass squared of the invisible system [GeV^2]
     * @param value dB/dq2 [1/GeV^2], or the same divided by its integral
     * @param low value minus one standard deviation from the form factors
     * @param high value plus one standard deviation from the form factors
     */
    public record Curve(double mass, double[] q2, double[] value, double[] low, double[] high) {}

    /**
     * Spectra in q2.
     *
     * @param curves one per mass
     */
    public record Curves(List<Curve> curves) implements Payload {
        @Override
        public String summary() {
            return curves.size() + (curves.size() == 1 ? " curve: m = " : " curves: m = ")
                    + curves.stream().map(curve -> Words.setting(curve.mass)).collect(Collectors.joining(", "))
                    + " GeV";
        }

        @Override
        public Table table() {
            Table.Builder table = Table.of(List.of("mass[GeV]", "q2[GeV2]", "value", "low", "high"));
            for (Curve curve : curves) {
                for (int i = 0; i < curve.q2.length; i++) {
                    table.row(Arrays.asList(curve.mass, curve.q2[i], curve.value[i], curve.low[i], curve.high[i]));
                }
            }
            return table.build();
        }
    }

    /**
     * One bin of the data.
     *
     * @param channel data set and channel
     * @param variable variable of the bin edges with its unit
     * @param selection what else defines the bin
     * @param low lower edge
     * @param high upper edge
     * @param observed observed events
     * @param background expected background with the nuisance parameters fitted for this signal
     * @param sm expected events of the Standard Model
     * @param rescaledSm the same times the best mu
     * @param signal expected events of new particles
     */
    public record BinContent(
            String channel,
            String variable,
            String selection,
            double low,
            double high,
            double observed,
            double background,
            double sm,
            double rescaledSm,
            double signal) {}

    /**
     * Events in the bins of the data that respond to the signal.
     *
     * @param couplings the couplings that were used; empty for the Standard Model alone
     * @param bins in the order of the data
     */
    public record Bins(Map<String, Object> couplings, List<BinContent> bins) implements Payload {
        @Override
        public String summary() {
            double signal = bins.stream().mapToDouble(BinContent::signal).sum();
            double sm = bins.stream().mapToDouble(BinContent::sm).sum();
            return bins.size() + " bins, " + Words.fixed(sm, 1) + " SM events"
                    + (couplings.isEmpty()
                            ? ""
                            : " and " + Words.fixed(signal, 1) + " of new particles at " + Words.text(couplings));
        }

        @Override
        public Table table() {
            Table.Builder table = Table.of(List.of(
                    "channel",
                    "variable",
                    "selection",
                    "low",
                    "high",
                    "observed",
                    "background",
                    "sm",
                    "rescaledSm",
                    "signal"));
            for (BinContent bin : bins) {
                table.row(List.<@Nullable Object>of(
                        bin.channel,
                        bin.variable,
                        bin.selection,
                        bin.low,
                        bin.high,
                        bin.observed,
                        bin.background,
                        bin.sm,
                        bin.rescaledSm,
                        bin.signal));
            }
            return table.build();
        }
    }

    private static Optional<Study> decode(StudyDecoder decoder) {
        double lambda = decoder.lambda();
        boolean normalised = decoder.fields().bool("normalised", true);
        int points = decoder.fields().integer("points", DEFAULT_POINTS);
        if (points < 1) {
            decoder.problem(decoder.fields().location("points"), "points is " + points + ", expected >= 1");
        }
        boolean inQ2 = decoder.fields().has("transition");
        Optional<Transition> transition = inQ2 ? decoder.transition() : Optional.empty();
        if (!inQ2) {
            decoder.requireData();
        }
        if (!inQ2 && !decoder.fields().has("scenario")) {
            return Optional.of(new SpectrumStudy(
                    Optional.empty(), DoubleVector.of(), Map.of(), transition, normalised, points, lambda));
        }
        Optional<Scenario> scenario = decoder.scenario();
        if (scenario.isEmpty() || (inQ2 && transition.isEmpty())) {
            decoder.skip("couplings", "masses");
            return Optional.empty();
        }
        if (inQ2 && !decoder.isContinuum(scenario.get(), transition.get())) {
            decoder.problem(
                    decoder.fields().location("transition"),
                    scenario.get().id() + " in " + transition.get().id() + " has no spectrum in q2");
        }
        DoubleVector masses = decoder.masses(
                "masses", scenario.get(), inQ2 ? List.of(transition.get()) : decoder.measuredTransitions());
        if (!inQ2 && masses.size() > 1) {
            decoder.problem(
                    decoder.fields().location("masses"), "events in bins are for one mass, expected a single number");
        }
        return Optional.of(new SpectrumStudy(
                scenario, masses, couplings(decoder, scenario.get()), transition, normalised, points, lambda));
    }

    private static Map<String, Optional<Complex>> couplings(StudyDecoder decoder, Scenario scenario) {
        Map<String, Optional<Complex>> couplings = new LinkedHashMap<>();
        boolean named = decoder.fields()
                .optional("couplings")
                .map(node -> node.kind() == Kind.ARRAY)
                .orElse(true);
        if (named) {
            decoder.floatingCouplings(scenario).forEach(coupling -> couplings.put(coupling.name(), Optional.empty()));
        } else {
            decoder.couplingValues(scenario)
                    .orElse(Map.of())
                    .forEach((name, value) -> couplings.put(name, Optional.of(value)));
        }
        return couplings;
    }
}
