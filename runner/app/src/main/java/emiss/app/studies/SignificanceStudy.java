package emiss.app.studies;

import emiss.analysis.Analysis;
import emiss.analysis.TestedStrength;
import emiss.api.DoubleVector;
import emiss.api.scenario.Basis;
import emiss.api.scenario.Complex;
import emiss.api.scenario.Scenario;
import emiss.app.study.Computation;
import emiss.app.study.Field;
import emiss.app.study.Field.Kind;
import emiss.app.study.Fields;
import emiss.app.study.Outcome;
import emiss.app.study.Points;
import emiss.app.study.Study;
import emiss.app.study.StudyContext;
import emiss.app.study.StudyDecoder;
import emiss.app.study.StudyType;
import emiss.inference.FitOptions;
import emiss.inference.FitResult;
import emiss.inference.PseudoExperiment;
import emiss.inference.SignalModel;
import emiss.inference.Significance;
import emiss.inference.Toys;
import emiss.inference.statistics.GrossVitells;
import emiss.inference.statistics.StrengthFitter;
import emiss.inference.statistics.TestedParameter;
import emiss.inference.statistics.ToyFraction;
import emiss.physics.Candidate;
import emiss.results.SignificanceResult;
import emiss.results.SignificanceResult.Probability;
import emiss.results.ToyDistribution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How improbable the data are without new particles, at one mass or anywhere on a grid of masses; or without the Standard-Model
 * signal.
 *
 * @param candidate the candidate; its mass is that of a point; empty for mu
 * @param couplings the couplings that float; none for mu
 * @param masses masses [GeV]; one that means nothing for mu
 * @param againstBackground whether the null hypothesis has no signal at all, instead of the Standard Model
 * @param byToys whether p-values are those of toys
 * @param toys how many toys there are; 0 for none
 */
public record SignificanceStudy(
        Optional<Candidate> candidate,
        List<Basis.Variable> couplings,
        DoubleVector masses,
        boolean againstBackground,
        boolean byToys,
        int toys)
        implements Study {
    private static final String ASYMPTOTIC = "asymptotic";
    private static final String TOYS = "toys";
    private static final String SM = "sm";
    private static final String BACKGROUND = "background";

    private static final Field SCENARIO =
            Fields.SCENARIO.required(false).meaning("id of the scenario; without one it is about mu");
    private static final Field COUPLINGS = Fields.COUPLINGS.required(false);
    private static final Field MASSES = Fields.MASSES.meaning(
            "one mass, or several within which it floats; the range and the grid are part of the result");
    private static final Field METHOD = Field.of(
                    "method",
                    Kind.TEXT,
                    ASYMPTOTIC,
                    "where p-values come from; with several masses asymptotic means Gross-Vitells, whose upcrossings are"
                            + " counted in toys")
            .from(ASYMPTOTIC, TOYS);
    private static final Field NULL =
            Field.of("null", Kind.TEXT, SM, "the hypothesis that is tested").from(SM, BACKGROUND);

    /** The type of these studies. */
    public static final StudyType TYPE = new StudyType(
            SignificanceResult.TYPE,
            "how improbable the data are without a signal, the look-elsewhere effect included",
            List.of(
                    SCENARIO,
                    Fields.BASIS,
                    COUPLINGS,
                    MASSES,
                    Fields.WIDTH,
                    Fields.LIFETIME,
                    Fields.LAMBDA,
                    METHOD,
                    NULL,
                    ToyPlan.TOYS),
            SignificanceStudy::decode);

    private boolean isMu() {
        return candidate.isEmpty();
    }

    private boolean isFloated() {
        return masses.size() > 1;
    }

    /** The tests of all masses against one null hypothesis. */
    private final class Scan {
        private final Analysis analysis;
        private final SignalModel nullSignal;
        private final List<Optional<TestedStrength>> strengths = new ArrayList<>();
        private final FitResult nullFit;
        private final List<StrengthFitter.Best> best = new ArrayList<>();
        private final double[] statistics;
        private final int bestMass;

        Scan(Analysis analysis) {
            this.analysis = analysis;
            if (isMu()) {
                TestedStrength mu =
                        againstBackground ? TestedStrength.mu(analysis) : TestedStrength.aboveStandardModel(analysis);
                strengths.add(Optional.of(mu));
                nullSignal = mu.requiredParameter().at(0);
            } else {
                for (int i = 0; i < masses.size(); i++) {
                    TestedStrength found = TestedStrength.coupling(
                            analysis, candidate.orElseThrow().at(masses.at(i)), couplings, !againstBackground);
                    strengths.add(Optional.of(found)
                            .filter(strength -> strength.parameter().isPresent()));
                }
                nullSignal = againstBackground ? analysis.background() : analysis.standardModel();
            }
            if (strengths.stream().allMatch(Optional::isEmpty)) {
                throw new IllegalStateException("the data do not respond to "
                        + couplings.stream().map(Basis.Variable::name).toList() + " at any of the masses");
            }
            StrengthFitter fitter = new StrengthFitter(analysis.model(), FitOptions.DEFAULT);
            PseudoExperiment observed = PseudoExperiment.observed(analysis.data());
            nullFit = nullFit(fitter, observed, analysis.standardModelFit());
            if (!nullFit.converged()) {
                throw new IllegalStateException("the fit of the null hypothesis did not converge: " + nullFit.reason());
            }
            statistics = statistics(fitter, observed, nullFit);
            int found = 0;
            for (int i = 0; i < statistics.length; i++) {
                if (Double.isNaN(statistics[found]) || statistics[i] > statistics[found]) {
                    found = i;
                }
                StrengthFitter.Best fit = strengths.get(i).isPresent()
                        ? fitter.best(observed, parameter(i), nullFit)
                        : new StrengthFitter.Best(nullFit, 0);
                best.add(fit);
            }
            bestMass = found;
        }

        private TestedParameter parameter(int mass) {
            return strengths.get(mass).orElseThrow().parameter().orElseThrow();
        }

        private FitResult nullFit(StrengthFitter fitter, PseudoExperiment outcome, FitResult warm) {
            return fitter.fitter().fit(outcome.data(), outcome.constrained(nullSignal), warm);
        }

        /** The improvement at every mass; not a number where a fit failed. */
        private double[] statistics(StrengthFitter fitter, PseudoExperiment outcome, FitResult atNull) {
            return IntStream.range(0, strengths.size())
                    .mapToDouble(i ->
                            strengths.get(i).isPresent() ? fitter.discoveryStatistic(outcome, parameter(i), atNull) : 0)
                    .toArray();
        }

        /** The largest improvement, that at the best mass of the data, and upcrossings of the threshold. */
        double[] toy(StrengthFitter fitter, PseudoExperiment toy) {
            FitResult atNull = nullFit(fitter, toy, nullFit);
            if (!atNull.converged()) {
                return new double[] {Double.NaN, Double.NaN, Double.NaN};
            }
            double[] found = statistics(fitter, toy, atNull);
            double largest = Arrays.stream(found).reduce(0, Math::max);
            return new double[] {largest, found[bestMass], GrossVitells.upcrossings(found, GrossVitells.THRESHOLD)};
        }

        /** How many parameters are free at the best mass. */
        int parameters() {
            return isMu()
                    ? 1
                    : strengths
                            .get(bestMass)
                            .orElseThrow()
                            .hypothesis()
                            .orElseThrow()
                            .couplingParameters();
        }

        double observed() {
            return statistics[bestMass];
        }

        Map<String, Complex> bestCouplings() {
            TestedStrength strength = strengths.get(bestMass).orElseThrow();
            double x = best.get(bestMass).x();
            if (isMu() || parameters() == 1) {
                return StrengthSettings.couplings(strength, x);
            }
            FitResult fit = best.get(bestMass).fit();
            Map<String, Complex> zero = new LinkedHashMap<>();
            couplings.forEach(coupling -> zero.put(coupling.name(), Complex.ZERO));
            return fit == nullFit ? zero : strength.hypothesis().orElseThrow().couplingsAt(fit);
        }
    }

    @Override
    public Computation<?> begin(StudyContext context) {
        Analysis analysis = context.analysis();
        ToyPlan plan = new ToyPlan(1, toys);
        Shared<Scan> scan = new Shared<>(index -> new Scan(analysis));
        Shared<Toys> drawn = new Shared<>(index -> new Toys(
                analysis.model(), scan.at(0).nullFit, Toys.seed(context.seed(), againstBackground ? BACKGROUND : SM)));
        return plan.computation(
                hypothesis -> "",
                drawn,
                3,
                hypothesis -> {
                    StrengthFitter fitter = new StrengthFitter(analysis.model(), StrengthFitter.FOR_TOYS);
                    return toy -> scan.at(0).toy(fitter, toy);
                },
                points -> combine(scan.at(0), plan, points));
    }

    private Outcome combine(Scan scan, ToyPlan plan, Points<ToyBatch> points) {
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < scan.statistics.length; i++) {
            if (Double.isNaN(scan.statistics[i])) {
                problems.add("the fit at " + masses.at(i) + " GeV did not converge: "
                        + scan.best.get(i).fit().reason());
            }
        }
        double u = scan.observed();
        if (Double.isNaN(u)) {
            throw new IllegalStateException(problems.get(0));
        }
        int parameters = scan.parameters();
        DoubleUnaryOperator localSurvival = parameters == 1
                ? q -> q > 0 ? Math.exp(Significance.logUpperTail(Math.sqrt(q))) : 1
                : q -> Significance.pValue(q, parameters);
        Probability asymptotic = probability(localSurvival.applyAsDouble(u));
        Optional<ToyPlan.Collected> collected = toys > 0 ? Optional.of(plan.require(points, 0)) : Optional.empty();
        SignificanceResult.Local local = local(u, asymptotic, collected);
        SignificanceResult.GrossVitells grossVitells = null;
        SignificanceResult.MassFloated massFloated = null;
        DoubleUnaryOperator survival = localSurvival;
        if (isFloated() && collected.isPresent()) {
            double[] crossings = collected.get().statistics()[2];
            double mean = Arrays.stream(crossings).average().orElseThrow();
            double variance = Arrays.stream(crossings)
                    .map(number -> (number - mean) * (number - mean))
                    .average()
                    .orElseThrow();
            GrossVitells formula = new GrossVitells(GrossVitells.THRESHOLD, mean);
            survival = q -> q > GrossVitells.THRESHOLD ? formula.p(q, parameters, parameters == 1) : 1;
            Probability p = probability(survival.applyAsDouble(u));
            grossVitells = new SignificanceResult.GrossVitells(
                    p.p(), p.sigma(), formula.threshold(), mean, Math.sqrt(variance / crossings.length));
            ToyFraction fraction = ToyFraction.of(collected.get().statistics()[0], u);
            massFloated = byToys
                    ? new SignificanceResult.MassFloated(fraction.p(), fraction.error(), fraction.sigma(), TOYS, masses)
                    : new SignificanceResult.MassFloated(p.p(), null, p.sigma(), "gross-vitells", masses);
        }
        ToyDistribution distribution = null;
        if (collected.isPresent()) {
            distribution = ToyPlan.distribution(collected.get().statistics()[0], u, survival);
        }
        return new Outcome(
                new SignificanceResult(
                        candidate.map(found -> found.scenario().id()).orElse(null),
                        againstBackground ? BACKGROUND : SM,
                        new SignificanceResult.Best(
                                isMu() ? null : (Double) masses.at(scan.bestMass), -u, scan.bestCouplings()),
                        local,
                        massFloated,
                        isFloated() ? probability(Significance.pValue(u, parameters + 1)) : null,
                        grossVitells,
                        collected.map(ToyPlan.Collected::count).orElse(null),
                        distribution,
                        isFloated() ? scanned(scan) : List.of()),
                problems);
    }

    private SignificanceResult.Local local(double u, Probability asymptotic, Optional<ToyPlan.Collected> collected) {
        if (!byToys || collected.isEmpty()) {
            return new SignificanceResult.Local(-u, asymptotic.p(), null, asymptotic.sigma(), ASYMPTOTIC, asymptotic);
        }
        ToyFraction fraction = ToyFraction.of(collected.get().statistics()[1], u);
        return new SignificanceResult.Local(-u, fraction.p(), fraction.error(), fraction.sigma(), TOYS, asymptotic);
    }

    private List<SignificanceResult.AtMass> scanned(Scan scan) {
        return IntStream.range(0, masses.size())
                .mapToObj(i -> new SignificanceResult.AtMass(masses.at(i), nullable(-scan.statistics[i])))
                .toList();
    }

    private static @Nullable Double nullable(double value) {
        return Double.isNaN(value) ? null : (Double) (value + 0.0);
    }

    private static Probability probability(double p) {
        return new Probability(p, ToyFraction.sigma(p));
    }

    private static Optional<Study> decode(StudyDecoder decoder) {
        decoder.requireData();
        boolean byToys = decoder.choice(METHOD).equals(TOYS);
        boolean againstBackground = decoder.choice(NULL).equals(BACKGROUND);
        if (!decoder.has(SCENARIO)) {
            Signals.require(decoder);
            int toys = byToys ? ToyPlan.decode(decoder) : 0;
            return Optional.of(new SignificanceStudy(
                    Optional.empty(), List.of(), DoubleVector.of(0), againstBackground, byToys, toys));
        }
        return decoder.candidate().read().map(candidate -> ofScenario(decoder, candidate, againstBackground, byToys));
    }

    private static Study ofScenario(
            StudyDecoder decoder, Candidate candidate, boolean againstBackground, boolean byToys) {
        Scenario scenario = candidate.scenario();
        if (!againstBackground && scenario.smCoupling().isPresent()) {
            decoder.problem(
                    decoder.has(NULL) ? NULL : SCENARIO,
                    "the null hypothesis sm contains the signal of " + scenario.id() + ", expected null: background");
        }
        List<Basis.Variable> couplings = decoder.couplings(scenario).floating();
        // upcrossings are counted along them
        DoubleVector masses = decoder.ascendingMasses(MASSES, scenario);
        int toys = byToys || masses.size() > 1 ? ToyPlan.decode(decoder) : 0;
        return new SignificanceStudy(Optional.of(candidate), couplings, masses, againstBackground, byToys, toys);
    }
}
