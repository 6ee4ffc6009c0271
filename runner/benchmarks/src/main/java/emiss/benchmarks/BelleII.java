package emiss.benchmarks;

import emiss.analysis.Analysis;
import emiss.analysis.FormFactorUncertainty;
import emiss.analysis.Hypothesis;
import emiss.analysis.TestedStrength;
import emiss.analysis.Theory;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.Experiment;
import emiss.api.scenario.Basis;
import emiss.api.scenario.Coupling;
import emiss.api.scenario.Scenario;
import emiss.app.input.InputSettings;
import emiss.data.FormFactorLibrary;
import emiss.data.JsonDatasetReader;
import emiss.data.StandardInputs;
import emiss.inference.statistics.TestedParameter;
import emiss.physics.Candidate;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Predicate;

/** The Belle II likelihood, the scenarios and the default theory inputs, found as the program finds them. */
final class BelleII {
    /** Scale of new physics [GeV]. */
    static final double LAMBDA = 10000;

    private static final List<String> EXPERIMENTS = List.of("belle2-ita", "belle2-hta");
    private static final List<String> ALL_EXPERIMENTS = List.of("belle2-ita", "belle2-hta", "babar-kstar0", "aleph-bs");

    private static final Scenario VECTOR = scenario("vector");

    private BelleII() {}

    static List<Dataset> datasets() {
        return datasets(EXPERIMENTS);
    }

    private static List<Dataset> datasets(List<String> experiments) {
        JsonDatasetReader reader = new JsonDatasetReader();
        return experiments.stream()
                .map(id -> plugin(
                                Experiment.class, experiment -> experiment.id().equals(id))
                        .dataset(reader))
                .toList();
    }

    static Theory theory() {
        InputSettings defaults = new InputSettings(
                FormFactorLibrary.builtIn().defaults(),
                Map.of("b", 4.8, "s", 0.093),
                0,
                FormFactorUncertainty.TEMPLATE);
        return defaults.theory(StandardInputs.builtIn(), FormFactorLibrary.builtIn());
    }

    static Analysis analysis() {
        return new Analysis(datasets(), theory());
    }

    /** The data of Belle II, BABAR and ALEPH together. */
    static Analysis withOlderData() {
        return new Analysis(datasets(ALL_EXPERIMENTS), theory());
    }

    static Scenario scenario(String id) {
        return plugin(Scenario.class, scenario -> scenario.id().equals(id));
    }

    static Coupling coupling(Scenario scenario, String name) {
        return scenario.couplings().stream()
                .filter(coupling -> coupling.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** One vector boson of {@code mass} [GeV] with a free hV. */
    static Hypothesis vector(Analysis analysis, double mass) {
        return analysis.hypothesis(
                new Candidate(VECTOR, mass, LAMBDA, 0), List.of(Basis.Variable.coupling("hV")), false);
    }

    /** The squared coupling hV of one vector boson of {@code mass} [GeV], beside the Standard Model. */
    static TestedParameter strength(Analysis analysis, double mass) {
        return tested(analysis, mass).parameter().orElseThrow();
    }

    /** The branching fraction of B+ -> K+ and a vector boson of {@code mass} [GeV] where {@link #strength} is 1. */
    static double branchingFraction(Analysis analysis, double mass) {
        return tested(analysis, mass).branchingFraction("B+->K+").orElseThrow();
    }

    private static TestedStrength tested(Analysis analysis, double mass) {
        return TestedStrength.coupling(
                analysis, new Candidate(VECTOR, mass, LAMBDA, 0), List.of(Basis.Variable.coupling("hV")), true);
    }

    /** Fails unless {@code fast} and {@code plain} are the same up to {@code tolerance}. */
    static void requireClose(String what, double fast, double plain, double tolerance) {
        if (!(Math.abs(fast - plain) <= tolerance)) {
            throw new IllegalStateException(
                    what + " is " + fast + " and, done plainly, " + plain + ", expected agreement within " + tolerance);
        }
    }

    private static <T> T plugin(Class<T> service, Predicate<T> condition) {
        return ServiceLoader.load(service).stream()
                .map(ServiceLoader.Provider::get)
                .filter(condition)
                .findFirst()
                .orElseThrow();
    }
}
