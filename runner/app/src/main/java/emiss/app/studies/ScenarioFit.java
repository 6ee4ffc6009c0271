package emiss.app.studies;

import emiss.analysis.Analysis;
import emiss.analysis.CouplingFit;
import emiss.analysis.CouplingFitter;
import emiss.analysis.DerivedQuantity;
import emiss.analysis.FittedSignal;
import emiss.analysis.MassProfile;
import emiss.api.DoubleVector;
import emiss.api.scenario.Basis;
import emiss.api.scenario.Complex;
import emiss.api.scenario.Scenario;
import emiss.app.study.Computation;
import emiss.app.study.Field;
import emiss.app.study.Fields;
import emiss.app.study.Outcome;
import emiss.app.study.Points;
import emiss.app.study.StudyContext;
import emiss.app.study.StudyDecoder;
import emiss.physics.Candidate;
import emiss.results.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Couplings of a scenario that are fitted at given masses: what fits and mass scans have in common.
 *
 * @param candidate the candidate; its mass is that of a point
 * @param couplings the couplings that float jointly; all others are zero
 * @param complex whether they may be complex
 * @param derived quantities made of the couplings
 * @param masses masses [GeV]
 */
record ScenarioFit(
        Candidate candidate,
        List<Basis.Variable> couplings,
        boolean complex,
        List<DerivedQuantity> derived,
        DoubleVector masses) {
    private static final int ATTEMPTS = 3;

    /**
     * The best couplings at one mass.
     *
     * @param mass mass [GeV]
     * @param t -2 ln(L/L_SM); null if the fit did not converge
     * @param couplings best couplings; null where the data do not respond
     * @param branchingFractions of every transition that is open
     * @param reason why the fit did not converge; empty if it did
     */
    record AtMass(
            double mass,
            @Nullable Double t,
            Map<String, @Nullable Complex> couplings,
            Map<String, Double> branchingFractions,
            String reason) {}

    /** Reads the settings, with the masses in a setting of its own; empty if the scenario is wrong. */
    static Optional<ScenarioFit> decode(StudyDecoder decoder, Field masses) {
        decoder.requireData();
        boolean complex = decoder.flag(Fields.COMPLEX);
        return decoder.candidate().read().map(candidate -> {
            Scenario scenario = candidate.scenario();
            List<Basis.Variable> couplings = decoder.couplings(scenario).floating();
            List<DerivedQuantity> derived = decoder.couplings(scenario).derived(couplings, complex);
            DoubleVector grid = decoder.masses(masses, scenario);
            return new ScenarioFit(candidate, couplings, complex, derived, grid);
        });
    }

    String scenario() {
        return candidate.scenario().id();
    }

    /** Fits at the masses of the grid, one point a mass. */
    Computation<AtMass> computation(Analysis analysis, Function<Points<AtMass>, Outcome> combine) {
        if (complex && analysis.theory().hasMixing()) {
            throw new IllegalArgumentException(
                    "with \"bsMixing\" rates depend on the common phase of the couplings, expected real ones");
        }
        Reused<CouplingFitter> fitters = new Reused<>(() -> new CouplingFitter(analysis));
        return new Computation<>(
                AtMass.class,
                masses.size(),
                index -> "the fit at " + masses.at(index) + " GeV",
                index -> fitters.with(fitter -> compute(fitter, masses.at(index))),
                combine);
    }

    private AtMass compute(CouplingFitter fitter, double mass) {
        CouplingFit fit = at(fitter, mass);
        Map<String, @Nullable Complex> values = none();
        values.putAll(fit.couplings());
        return new AtMass(
                fit.mass(),
                fit.isConverged() ? fit.t() : null,
                values,
                fit.hypothesis().branchingFractions(fit.couplings()),
                fit.reason());
    }

    /** No value of any coupling. */
    Map<String, @Nullable Complex> none() {
        Map<String, @Nullable Complex> values = new LinkedHashMap<>();
        couplings.forEach(coupling -> values.put(coupling.name(), null));
        return values;
    }

    /** The best couplings at one mass [GeV]. */
    CouplingFit at(CouplingFitter fitter, double mass) {
        return fitter.fit(fitter.analysis().hypothesis(candidate.at(mass), couplings, complex));
    }

    /**
     * The best fit at a mass, and what is reported around it.
     *
     * @param best the best fit: no point that was visited on the way lies lower
     * @param intervals68 of its couplings
     * @param derived its derived quantities
     */
    record Described(CouplingFit best, Map<String, Interval> intervals68, DerivedResults derived) {
        /** Which ends are only bounds, and which branching fractions cannot be or are not what was measured. */
        List<String> notes(StudyContext context) {
            List<String> notes = new ArrayList<>();
            intervals68.forEach((name, interval) -> note("|" + name + "|", interval, notes));
            derived.intervals68().forEach((name, interval) -> note(name, interval, notes));
            notes.addAll(context.measuredRates(best.hypothesis().candidate())
                    .notes(best.hypothesis().branchingFractions(best.couplings())));
            return notes;
        }

        private static void note(String name, Interval interval, List<String> notes) {
            if (Double.valueOf(0).equals(interval.low())) {
                notes.add("the lower end of " + name + " is its bound 0");
            }
        }
    }

    /** What is reported around a fit; starts again from lower fits that it comes across. */
    Described described(CouplingFitter fitter, CouplingFit found) {
        CouplingFit best = found;
        for (int i = 0; ; i++) {
            CouplingFitter.Intervals intervals = fitter.intervals68(best);
            best = intervals.best();
            DerivedResults around = DerivedResults.of(best, derived);
            if (around.best() == best || i == ATTEMPTS) {
                return new Described(best, reported(intervals.byCoupling()), around);
            }
            best = around.best();
        }
    }

    /**
     * The best fit with the mass floating.
     *
     * @param described the best fit
     * @param mass where t is within 1 of its minimum [GeV]
     * @param lower where t is below a level [GeV]
     */
    record Floated(Described described, Interval mass, List<Interval> lower) {}

    /** What is reported around the best mass and below {@code level}; starts again from lower fits that it comes across. */
    Optional<Floated> floated(CouplingFitter fitter, MassProfile profile, double level) {
        while (profile.best().isPresent()) {
            CouplingFit before = profile.best().get();
            emiss.inference.Interval mass = profile.interval(1);
            List<Interval> lower = profile.below(level).stream()
                    .map(range -> Interval.of(range.low(), range.high()))
                    .toList();
            Described described = described(fitter, profile.best().get());
            profile.visit(described.best);
            if (profile.best().get() == before) {
                return Optional.of(new Floated(described, Interval.of(mass.low(), mass.high()), lower));
            }
        }
        return Optional.empty();
    }

    /** t against mass, from the points of the grid. */
    MassProfile profile(CouplingFitter fitter, Points<AtMass> points) {
        List<MassProfile.At> grid = points.computed().stream()
                .filter(point -> point.t != null)
                .map(point -> new MassProfile.At(point.mass, point.t))
                .toList();
        return new MassProfile(grid, mass -> at(fitter, mass));
    }

    /** The signal at the best mass, for a study that is fitted for it alone. */
    Optional<FittedSignal> fittedSignal(StudyContext context) {
        Analysis analysis = context.analysis();
        CouplingFitter fitter = new CouplingFitter(analysis);
        List<MassProfile.At> grid = IntStream.range(0, masses.size())
                .mapToObj(i -> at(fitter, masses.at(i)))
                .filter(CouplingFit::isConverged)
                .map(fit -> new MassProfile.At(fit.mass(), fit.t()))
                .toList();
        return new MassProfile(grid, mass -> at(fitter, mass))
                .best()
                .map(best -> new FittedSignal(analysis, Optional.of(best)));
    }

    /** Intervals of the analysis as they are reported. */
    static Map<String, Interval> reported(Map<String, emiss.inference.Interval> intervals) {
        Map<String, Interval> reported = new LinkedHashMap<>();
        intervals.forEach((name, interval) -> reported.put(name, Interval.of(interval.low(), interval.high())));
        return reported;
    }
}
