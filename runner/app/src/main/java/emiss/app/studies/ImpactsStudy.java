package emiss.app.studies;

import emiss.analysis.Analysis;
import emiss.analysis.TestedStrength;
import emiss.api.DoubleVector;
import emiss.api.decay.Transition;
import emiss.api.scenario.Basis;
import emiss.api.scenario.Scenario;
import emiss.app.study.Computation;
import emiss.app.study.Field;
import emiss.app.study.Field.Kind;
import emiss.app.study.Fields;
import emiss.app.study.Outcome;
import emiss.app.study.Study;
import emiss.app.study.StudyContext;
import emiss.app.study.StudyDecoder;
import emiss.app.study.StudyType;
import emiss.data.document.Node;
import emiss.inference.FitResult;
import emiss.inference.statistics.Impacts;
import emiss.inference.statistics.TestedParameter;
import emiss.results.ImpactsResult;
import emiss.results.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What nuisance parameters do to mu, a coupling or a branching fraction: pulls, post-fit widths, impacts, and the sources of its
 * error.
 *
 * @param strength what they act on, at one mass
 */
public record ImpactsStudy(StrengthSettings strength) implements Study {
    private static final Field COUPLING =
            Field.required("coupling", Kind.TEXT, "the coupling in question; all others are zero");
    private static final Field QUANTITY =
            StrengthSettings.QUANTITY.required(true).meaning("what is meant");
    private static final Field OF = Field.required(
                    "of", Kind.TEXT_OR_OBJECT, "the parameter: mu, or a coupling or branching fraction of a scenario")
            .from(TestedStrength.MU)
            .with(
                    Fields.SCENARIO,
                    Fields.BASIS,
                    COUPLING,
                    Fields.MASS,
                    Fields.WIDTH,
                    Fields.LIFETIME,
                    Fields.LAMBDA,
                    QUANTITY,
                    StrengthSettings.TRANSITION);

    /** The type of these studies. */
    public static final StudyType TYPE = new StudyType(
            ImpactsResult.TYPE,
            "which systematic uncertainties matter: pulls, impacts, and the parts of an error",
            List.of(OF),
            ImpactsStudy::decode);

    @Override
    public Computation<?> begin(StudyContext context) {
        return Computation.whole(() -> compute(context.analysis()));
    }

    private Outcome compute(Analysis analysis) {
        TestedStrength found = strength.strength(analysis, 0);
        TestedParameter tested = found.requiredParameter();
        Impacts impacts = new Impacts(
                analysis.model(), analysis.data(), tested.unbounded(), tested.index(), start(analysis, tested));
        // the parameter of the fit is x or its root; what is meant follows from it
        DoubleUnaryOperator x = phi -> tested.isSquare() ? phi * phi : phi;
        double best = x.applyAsDouble(impacts.value());
        double value = meant(found, best);
        DoubleUnaryOperator shift = by -> meant(found, x.applyAsDouble(impacts.value() + by)) - value;
        double slope = strength.slope(found, best).orElse(Double.NaN)
                * (tested.isSquare() ? 2 * Math.abs(impacts.value()) : 1);
        List<String> groups = analysis.nuisanceGroups(impacts.names());
        emiss.inference.Interval interval = impacts.interval68();
        return new Outcome(
                new ImpactsResult(
                        strength.quantity(),
                        strength.scenario(),
                        strength.mass(0),
                        value,
                        Interval.of(
                                meant(found, x.applyAsDouble(interval.low())),
                                meant(found, x.applyAsDouble(interval.high()))),
                        slope * impacts.sigmaHessian(),
                        nuisances(impacts, shift),
                        new ImpactsResult.Breakdown(
                                fixing(impacts.byFixing(groups), slope),
                                fluctuating(impacts.byFluctuating(groups), slope))),
                List.of());
    }

    private static FitResult start(Analysis analysis, TestedParameter tested) {
        return tested.isSquare() ? analysis.standardModelFit() : analysis.rescaledFit();
    }

    /** What is meant at a value of x, which may be below 0 for branching fractions and mu. */
    private double meant(TestedStrength found, double x) {
        return strength.value(found, x).orElse(Double.NaN);
    }

    private static List<ImpactsResult.Nuisance> nuisances(Impacts impacts, DoubleUnaryOperator shift) {
        List<ImpactsResult.Nuisance> nuisances = new ArrayList<>();
        for (Impacts.OfNuisance nuisance : impacts.nuisances()) {
            nuisances.add(new ImpactsResult.Nuisance(
                    nuisance.name(),
                    nuisance.pull(),
                    finite(nuisance.constraint()),
                    new ImpactsResult.Shifts(
                            finite(shift.applyAsDouble(nuisance.postFitUp())),
                            finite(shift.applyAsDouble(nuisance.postFitDown()))),
                    new ImpactsResult.Shifts(
                            finite(shift.applyAsDouble(nuisance.preFitUp())),
                            finite(shift.applyAsDouble(nuisance.preFitDown())))));
        }
        return nuisances;
    }

    private static List<ImpactsResult.Fixing> fixing(Map<String, Impacts.Fixing> parts, double slope) {
        List<ImpactsResult.Fixing> found = new ArrayList<>();
        parts.forEach((group, part) -> found.add(
                new ImpactsResult.Fixing(group, finite(slope * part.sigma()), finite(slope * part.sigmaHessian()))));
        return found;
    }

    private static List<ImpactsResult.Fluctuating> fluctuating(Map<String, Double> parts, double slope) {
        List<ImpactsResult.Fluctuating> found = new ArrayList<>();
        parts.forEach((group, sigma) -> found.add(new ImpactsResult.Fluctuating(group, finite(slope * sigma))));
        return found;
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? (Double) value : null;
    }

    private static Optional<Study> decode(StudyDecoder decoder) {
        decoder.requireData();
        Optional<Node> given = decoder.nameOrObject(OF);
        if (given.isEmpty()) {
            decoder.choice(OF);
            Signals.require(decoder);
            return Optional.of(new ImpactsStudy(
                    new StrengthSettings(Optional.empty(), List.of(), DoubleVector.of(0), Optional.empty())));
        }
        return decoder.inside(OF, given.get(), ImpactsStudy::ofScenario);
    }

    private static Optional<Study> ofScenario(StudyDecoder decoder) {
        boolean ofBranchingFraction = decoder.choice(QUANTITY).equals("branchingFraction");
        Optional<Transition> transition = ofBranchingFraction ? decoder.transition() : Optional.empty();
        return decoder.candidate().read().flatMap(candidate -> {
            Scenario scenario = candidate.scenario();
            Optional<Basis.Variable> coupling = decoder.couplings(scenario).coupling(COUPLING);
            double mass = decoder.mass(scenario);
            return coupling.map(found -> new ImpactsStudy(
                    new StrengthSettings(Optional.of(candidate), List.of(found), DoubleVector.of(mass), transition)));
        });
    }
}
