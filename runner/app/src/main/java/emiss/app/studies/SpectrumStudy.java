package emiss.app.studies;

import emiss.analysis.Analysis;
import emiss.analysis.CouplingFit;
import emiss.analysis.CouplingFitter;
import emiss.analysis.Hypothesis;
import emiss.analysis.SpectrumBand;
import emiss.analysis.Theory;
import emiss.api.DoubleVector;
import emiss.api.decay.Transition;
import emiss.api.experiment.Bin;
import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.api.scenario.Basis;
import emiss.api.scenario.Complex;
import emiss.api.scenario.Scenario;
import emiss.app.study.Computation;
import emiss.app.study.Field;
import emiss.app.study.Field.Kind;
import emiss.app.study.Fields;
import emiss.app.study.MassRange;
import emiss.app.study.Outcome;
import emiss.app.study.Study;
import emiss.app.study.StudyContext;
import emiss.app.study.StudyDecoder;
import emiss.app.study.StudyType;
import emiss.data.document.WorkLimit;
import emiss.inference.FitResult;
import emiss.inference.Fitter;
import emiss.physics.Candidate;
import emiss.physics.HadronicTransition;
import emiss.results.SpectrumResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a scenario looks like: its spectrum in q2 with a form-factor band (arXiv:2403.13887, Fig. 2), or its events in the
 * bins of the data beside observation and background (Fig. 3).
 *
 * @param candidate the scenario, its mass that of a point; empty for the Standard Model alone
 * @param masses masses of the invisible particle [GeV]; one for events in bins
 * @param couplings values of the couplings, or of variables of another basis; those without a value are fitted (bins) or 1 (spectrum)
 * @param transition the transition for a spectrum in q2; empty for events in the bins of the data
 * @param normalised whether each spectrum is divided by its integral
 * @param points number of q2 values of a spectrum
 */
public record SpectrumStudy(
        Optional<Candidate> candidate,
        DoubleVector masses,
        Map<Basis.Variable, Optional<Complex>> couplings,
        Optional<Transition> transition,
        boolean normalised,
        int points)
        implements Study {
    private static final Field COUPLINGS = Field.optional(
            "couplings", Kind.NAMES_OR_VALUES, "values, or names: these are fitted (bins) or 1 (curves)");
    private static final Field MASSES =
            Fields.MASSES.required(false).meaning("masses of the invisible particle, one for events in bins");
    private static final Field TRANSITION = Fields.TRANSITION
            .required(false)
            .meaning("the transition of curves in q2; without it, events in the bins of the data");
    private static final Field NORMALISED =
            Field.of("normalised", Kind.FLAG, true, "whether each curve is divided by its integral");
    private static final Field POINTS = Field.of("points", Kind.WHOLE, 120, "number of q2 values of a curve");

    /** The type of these studies. */
    public static final StudyType TYPE = new StudyType(
            SpectrumResult.TYPE,
            "the spectrum in q2 with its form-factor band, or events per bin beside data and background",
            List.of(
                    Fields.SCENARIO.required(false),
                    Fields.BASIS,
                    MASSES,
                    COUPLINGS,
                    TRANSITION,
                    NORMALISED,
                    POINTS,
                    Fields.WIDTH,
                    Fields.LIFETIME,
                    Fields.DETECTOR,
                    Fields.LAMBDA),
            SpectrumStudy::decode);

    private boolean hasValues() {
        return couplings.values().stream().allMatch(Optional::isPresent);
    }

    private Map<String, Complex> values() {
        Map<String, Complex> values = new LinkedHashMap<>();
        couplings.forEach((variable, value) -> values.put(variable.name(), value.orElse(Complex.real(1))));
        return values;
    }

    @Override
    public Computation<?> begin(StudyContext context) {
        if (transition.isEmpty()) {
            return Computation.whole(() -> bins(context.analysis()));
        }
        Theory theory = context.theory();
        HadronicTransition hadronic = theory.transition(transition.get().id());
        return new Computation<>(
                SpectrumResult.Curve.class,
                masses.size(),
                index -> "the spectrum at " + masses.at(index) + " GeV",
                index -> curve(theory, hadronic, candidate.orElseThrow().at(masses.at(index))),
                curves -> new Outcome(
                        new SpectrumResult.Curves(curves.computed(), LossNotes.of(candidate.orElseThrow())),
                        List.of()));
    }

    private SpectrumResult.Curve curve(Theory theory, HadronicTransition hadronic, Candidate particle) {
        Map<String, Complex> values = theory.couplings(particle, List.copyOf(couplings.keySet()), values());
        SpectrumBand band = SpectrumBand.of(particle, hadronic, values, points, normalised);
        return new SpectrumResult.Curve(particle.mass(), band.q2(), band.value(), band.low(), band.high());
    }

    private Outcome bins(Analysis analysis) {
        double[] standardModel = analysis.standardModelRows();
        double mu = analysis.rescaledFit().signalParameters()[0];
        double[] newPhysics = new double[standardModel.length];
        FitResult fit = analysis.standardModelFit();
        Map<String, Complex> used = Map.of();
        if (candidate.isPresent()) {
            List<Basis.Variable> free = List.copyOf(couplings.keySet());
            Hypothesis hypothesis = analysis.hypothesis(candidate.get().at(masses.at(0)), free, hasValues());
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
        double[] backgroundRescaled = analysis.rescaledFit().expectedBackground();
        List<SpectrumResult.Bin> contents = new ArrayList<>();
        for (Dataset dataset : analysis.datasets()) {
            if (dataset instanceof CountingData counting) {
                for (Channel channel : counting.respondingChannels()) {
                    int first = analysis.model().row(counting.id(), channel.name(), 0);
                    for (int i = 0; i < channel.bins().size(); i++) {
                        Bin bin = channel.bins().get(i);
                        int row = first + i;
                        contents.add(new SpectrumResult.Bin(
                                counting.id() + "/" + channel.name(),
                                channel.variable() + " [" + channel.unit() + "]",
                                bin.selection(),
                                bin.low(),
                                bin.high(),
                                channel.observed().at(i),
                                background[row],
                                standardModel[row],
                                mu * standardModel[row],
                                newPhysics[row],
                                backgroundRescaled[row]));
                    }
                }
            }
        }
        List<String> problems = fit.converged() ? List.of() : List.of("the fit did not converge: " + fit.reason());
        return new Outcome(new SpectrumResult.Bins(used, contents), problems);
    }

    private static Optional<Study> decode(StudyDecoder decoder) {
        boolean normalised = decoder.flag(NORMALISED);
        int points = decoder.curvePoints(POINTS);
        boolean inQ2 = decoder.has(TRANSITION);
        Optional<Transition> transition = inQ2 ? decoder.transition() : Optional.empty();
        if (!inQ2) {
            decoder.requireData();
        }
        if (!inQ2 && !decoder.has(Fields.SCENARIO)) {
            decoder.candidate().lambda();
            return Optional.of(
                    new SpectrumStudy(Optional.empty(), DoubleVector.of(), Map.of(), transition, normalised, points));
        }
        Optional<Candidate> candidate =
                inQ2 ? decoder.candidate().readForRates() : decoder.candidate().read();
        Optional<Scenario> scenario = candidate.map(Candidate::scenario);
        if (scenario.isEmpty() || (inQ2 && transition.isEmpty())) {
            return Optional.empty();
        }
        if (inQ2 && !MassRange.isContinuum(candidate.get(), transition.get())) {
            decoder.problem(
                    TRANSITION, scenario.get().id() + " in " + transition.get().id() + " has no spectrum in q2");
        }
        DoubleVector masses = decoder.masses(
                Fields.MASSES, scenario.get(), inQ2 ? List.of(transition.get()) : decoder.measuredTransitions());
        if (!inQ2 && masses.size() > 1) {
            decoder.problem(MASSES, "events in bins are for one mass, expected a single number");
        }
        if (inQ2) {
            decoder.limit(WorkLimit.CURVE_POINTS, (double) points * masses.size(), MASSES, "all curves have", "points");
        }
        return Optional.of(new SpectrumStudy(
                candidate,
                masses,
                couplings(decoder, scenario.get(), transition.map(List::of).orElseGet(decoder::measuredTransitions)),
                transition,
                normalised,
                points));
    }

    private static Map<Basis.Variable, Optional<Complex>> couplings(
            StudyDecoder decoder, Scenario scenario, List<Transition> transitions) {
        Map<Basis.Variable, Optional<Complex>> couplings = new LinkedHashMap<>();
        boolean named = decoder.given(COUPLINGS)
                .map(node -> node.kind() == emiss.data.document.Kind.ARRAY)
                .orElse(true);
        if (named) {
            decoder.couplings(scenario)
                    .floating(transitions)
                    .forEach(coupling -> couplings.put(coupling, Optional.empty()));
        } else {
            decoder.couplings(scenario)
                    .complexValues()
                    .forEach((variable, value) -> couplings.put(variable, Optional.of(value)));
        }
        return couplings;
    }
}
