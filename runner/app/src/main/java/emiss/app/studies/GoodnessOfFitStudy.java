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
import emiss.data.document.Node;
import emiss.inference.FitOptions;
import emiss.inference.FitResult;
import emiss.inference.PseudoExperiment;
import emiss.inference.SignalModel;
import emiss.inference.Significance;
import emiss.inference.Toys;
import emiss.inference.statistics.StrengthFitter;
import emiss.inference.statistics.TestedParameter;
import emiss.inference.statistics.ToyFraction;
import emiss.physics.Candidate;
import emiss.results.GoodnessOfFitResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How well a hypothesis describes the data, by toys that are fitted as the data are.
 *
 * @param hypothesis {@code sm}, {@code rescaled-sm} or the id of a scenario
 * @param candidate the candidate; its mass is that of a point; empty without new particles
 * @param couplings the couplings that float
 * @param masses masses [GeV], within which the mass floats if there are several; one that means nothing without new particles
 * @param toys how many toys there are
 */
public record GoodnessOfFitStudy(
        String hypothesis, Optional<Candidate> candidate, List<Basis.Variable> couplings, DoubleVector masses, int toys)
        implements Study {
    private static final String SM = "sm";
    private static final String RESCALED_SM = "rescaled-sm";

    private static final Field MASS = Fields.MASS.required(false);
    private static final Field MASSES = Fields.MASSES.required(false).meaning("masses within which it floats");
    private static final Field HYPOTHESIS = Field.required(
                    "hypothesis", Kind.TEXT_OR_OBJECT, "what is tested: sm, rescaled-sm, or couplings of a scenario")
            .from(SM, RESCALED_SM)
            .with(
                    Fields.SCENARIO,
                    Fields.BASIS,
                    Fields.COUPLINGS,
                    MASS,
                    MASSES,
                    Fields.WIDTH,
                    Fields.LIFETIME,
                    Fields.LAMBDA);

    /** The type of these studies. */
    public static final StudyType TYPE = new StudyType(
            GoodnessOfFitResult.TYPE,
            "whether a hypothesis describes the data at all",
            List.of(HYPOTHESIS, ToyPlan.TOYS),
            GoodnessOfFitStudy::decode);

    /**
     * A fit of the hypothesis.
     *
     * @param mass number of the mass
     * @param best the fit, and x
     */
    private record Fitted(int mass, StrengthFitter.Best best) {}

    /** The hypothesis in one likelihood. */
    private final class Fits {
        private final Analysis analysis;
        private final List<TestedStrength> strengths = new ArrayList<>();
        private final Fitted observed;

        Fits(Analysis analysis) {
            this.analysis = analysis;
            if (candidate.isPresent()) {
                for (int i = 0; i < masses.size(); i++) {
                    strengths.add(
                            TestedStrength.coupling(analysis, candidate.get().at(masses.at(i)), couplings, true));
                }
            } else if (hypothesis.equals(RESCALED_SM)) {
                strengths.add(TestedStrength.mu(analysis));
            }
            observed = fit(
                    new StrengthFitter(analysis.model(), FitOptions.DEFAULT),
                    PseudoExperiment.observed(analysis.data()),
                    analysis.standardModelFit());
            if (!observed.best.fit().converged()) {
                throw new IllegalStateException("the fit of the hypothesis did not converge: "
                        + observed.best.fit().reason());
            }
        }

        /** The lowest fit over all masses. */
        Fitted fit(StrengthFitter fitter, PseudoExperiment outcome, FitResult warm) {
            SignalModel standardModel = outcome.constrained(analysis.standardModel());
            Optional<Fitted> lowest = Optional.empty();
            FitResult zero = warm;
            boolean isFirst = true;
            for (int i = 0; i < strengths.size(); i++) {
                Optional<TestedParameter> tested = strengths.get(i).parameter();
                if (tested.isEmpty()) {
                    continue;
                }
                // without x all masses are the same hypothesis, unless other couplings float
                if (isFirst || tested.get().isSquare()) {
                    zero = fitter.at(outcome, tested.get(), 0, warm);
                    isFirst = false;
                }
                Fitted found = new Fitted(i, fitter.best(outcome, tested.get(), zero));
                if (lowest.isEmpty()
                        || found.best.fit().isBetterThan(lowest.get().best.fit())) {
                    lowest = Optional.of(found);
                }
            }
            return lowest.orElseGet(() -> new Fitted(
                    0, new StrengthFitter.Best(fitter.fitter().fit(outcome.data(), standardModel, warm), 0)));
        }

        double toy(StrengthFitter fitter, PseudoExperiment toy) {
            FitResult fit = fit(fitter, toy, observed.best.fit()).best.fit();
            return fit.converged() ? fit.deviance() : Double.NaN;
        }

        int freeParameters() {
            if (strengths.isEmpty()) {
                return 0;
            }
            int ofSignal = strengths
                    .get(observed.mass)
                    .hypothesis()
                    .map(found -> found.couplingParameters())
                    .orElse(1);
            return ofSignal + (masses.size() > 1 ? 1 : 0);
        }

        Map<String, Complex> couplingsOfBest() {
            if (strengths.isEmpty()) {
                return Map.of();
            }
            TestedStrength strength = strengths.get(observed.mass);
            return strength.isMu() || couplings.size() == 1
                    ? StrengthSettings.couplings(strength, observed.best.x())
                    : strength.hypothesis().orElseThrow().couplingsAt(observed.best.fit());
        }
    }

    /** What the toys are drawn from, in words that do not depend on fits. */
    private String name() {
        String names = couplings.stream().map(Basis.Variable::name).collect(Collectors.joining(", "));
        String ofMasses = IntStream.range(0, masses.size())
                .mapToObj(i -> "" + masses.at(i))
                .collect(Collectors.joining(", "));
        String lifetime = candidate
                .flatMap(Candidate::lifetime)
                .map(found -> ", c tau = " + found.ctauCm() + " cm")
                .orElse("");
        return hypothesis + ", " + names + " at " + ofMasses + " GeV" + lifetime;
    }

    @Override
    public Computation<ToyBatch> begin(StudyContext context) {
        Analysis analysis = context.analysis();
        ToyPlan plan = new ToyPlan(1, toys);
        Shared<Fits> fits = new Shared<>(index -> new Fits(analysis));
        Shared<Toys> drawn = new Shared<>(index -> {
            Fitted fitted = fits.at(0).observed;
            return new Toys(analysis.model(), fitted.best.fit(), Toys.seed(context.seed(), name()));
        });
        return plan.computation(
                hypothesis -> "",
                drawn,
                1,
                hypothesis -> {
                    StrengthFitter fitter = new StrengthFitter(analysis.model(), StrengthFitter.FOR_TOYS);
                    return toy -> new double[] {fits.at(0).toy(fitter, toy)};
                },
                points -> combine(fits.at(0), plan, points));
    }

    private Outcome combine(Fits fits, ToyPlan plan, Points<ToyBatch> points) {
        FitResult fit = fits.observed.best.fit();
        ToyPlan.Collected collected = plan.require(points, 0);
        double[] statistics = collected.statistics()[0];
        ToyFraction p = ToyFraction.of(statistics, fit.deviance());
        int dof = fits.analysis.model().rows() - fits.freeParameters();
        return new Outcome(
                new GoodnessOfFitResult(
                        hypothesis,
                        candidate.isPresent() ? (Double) masses.at(fits.observed.mass) : null,
                        masses.size() > 1,
                        fits.couplingsOfBest(),
                        fit.deviance(),
                        p.p(),
                        p.error(),
                        dof,
                        dof > 0 ? Significance.pValue(fit.deviance(), dof) : 1,
                        new GoodnessOfFitResult.Toys(
                                collected.count().count(),
                                collected.count().failed(),
                                collected.count().failures(),
                                Arrays.stream(statistics).average().orElseThrow()),
                        ToyPlan.distribution(
                                statistics, fit.deviance(), q -> dof > 0 ? Significance.pValue(q, dof) : 0),
                        bins(fits.analysis, fit)),
                List.of());
    }

    private static List<GoodnessOfFitResult.Bin> bins(Analysis analysis, FitResult fit) {
        double[] observed = fit.data().observed();
        double[] expected = fit.expected();
        double[] deviances = fit.deviances();
        return IntStream.range(0, observed.length)
                .mapToObj(row -> {
                    String name = analysis.model().rowNames().get(row);
                    int slash = name.lastIndexOf('/');
                    double excess = observed[row] - expected[row];
                    double residual = row < analysis.model().bins()
                            ? expected[row] > 0 ? excess / Math.sqrt(expected[row]) : 0
                            : Math.copySign(Math.sqrt(deviances[row]), excess);
                    return new GoodnessOfFitResult.Bin(
                            name.substring(0, slash),
                            Integer.parseInt(name.substring(slash + 1)),
                            observed[row],
                            expected[row],
                            residual,
                            Math.copySign(deviances[row], excess));
                })
                .toList();
    }

    private static Optional<Study> decode(StudyDecoder decoder) {
        decoder.requireData();
        int toys = ToyPlan.decode(decoder);
        Optional<Node> given = decoder.nameOrObject(HYPOTHESIS);
        if (given.isEmpty()) {
            return Optional.of(new GoodnessOfFitStudy(
                    decoder.choice(HYPOTHESIS), Optional.empty(), List.of(), DoubleVector.of(0), toys));
        }
        return decoder.inside(HYPOTHESIS, given.get(), inside -> newParticles(inside, toys));
    }

    private static Optional<Study> newParticles(StudyDecoder decoder, int toys) {
        return decoder.candidate().read().map(candidate -> {
            Scenario scenario = candidate.scenario();
            List<Basis.Variable> couplings = decoder.couplings(scenario).floating();
            DoubleVector masses =
                    decoder.has(MASSES) ? decoder.masses(MASSES, scenario) : DoubleVector.of(decoder.mass(scenario));
            return new GoodnessOfFitStudy(scenario.id(), Optional.of(candidate), couplings, masses, toys);
        });
    }
}
