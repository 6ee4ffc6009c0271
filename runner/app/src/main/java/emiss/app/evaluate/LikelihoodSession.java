package emiss.app.evaluate;

import emiss.analysis.Analysis;
import emiss.analysis.Hypothesis;
import emiss.analysis.Theory;
import emiss.api.experiment.Dataset;
import emiss.api.scenario.Basis;
import emiss.app.config.Recent;
import emiss.app.config.RequestReader.Surroundings;
import emiss.app.run.Contexts;
import emiss.app.run.RunOptions;
import emiss.data.FormFactorLibrary;
import emiss.data.StandardInputs;
import emiss.inference.Fitter;
import emiss.physics.Candidate;
import emiss.physics.HadronicTransition;
import emiss.physics.ScenarioProbe;
import emiss.physics.TabulatedScenario;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import java.util.function.Supplier;

/** The likelihood of some data sets, with what was folded for it last. Thread-safe. */
final class LikelihoodSession {
    /** How many folded signals are kept. */
    private static final int MOST = 128;

    private record Key(List<String> datasets, Candidate candidate, List<Basis.Variable> variables) {}

    private final Surroundings around;
    private final Contexts contexts;
    private final Foldings foldings;
    private final Map<List<String>, Analysis> analyses = new ConcurrentHashMap<>();
    private final Map<List<String>, Deque<Fitter>> fitters = new ConcurrentHashMap<>();
    private final Recent<Key, Hypothesis> hypotheses = new Recent<>(MOST);
    private final Map<String, String> probed = new ConcurrentHashMap<>();

    LikelihoodSession(
            Surroundings around, StandardInputs standardInputs, FormFactorLibrary formFactors, Foldings foldings) {
        this.around = around;
        this.foldings = foldings;
        contexts = new Contexts(standardInputs, formFactors, List.of(), RunOptions.STANDARD_SEED);
    }

    /** The data sets by the experiment that they count for. */
    Map<String, List<String>> experiments() {
        return around.experiments();
    }

    /** The theory inputs. */
    Theory theory() {
        return contexts.theory(around.inputs());
    }

    /** The likelihood of all data sets. */
    Analysis analysis() {
        return analysis(List.of());
    }

    /** The likelihood of some data sets by their ids; of all if there are none. */
    Analysis analysis(List<String> ids) {
        return analyses.computeIfAbsent(ids, key -> contexts.analysis(around.inputs(), datasets(key), around.data()));
    }

    private List<Dataset> datasets(List<String> ids) {
        return ids.isEmpty()
                ? around.datasets()
                : around.datasets().stream()
                        .filter(dataset -> ids.contains(dataset.id()))
                        .toList();
    }

    /** Does something with a fitter of a likelihood, which belongs to nobody else meanwhile. */
    <T> T fitting(List<String> ids, Function<Fitter, T> work) {
        Deque<Fitter> free = fitters.computeIfAbsent(ids, key -> new ConcurrentLinkedDeque<>());
        Fitter kept = free.pollFirst();
        Fitter fitter = kept == null ? new Fitter(analysis(ids).model()) : kept;
        T found = work.apply(fitter);
        free.addFirst(fitter);
        return found;
    }

    /**
     * A candidate with some couplings, folded with the data.
     *
     * @throws IllegalStateException if the scenario breaks its contract
     */
    Hypothesis hypothesis(List<String> ids, Candidate candidate, List<Basis.Variable> variables) {
        Key key = new Key(ids, candidate, variables);
        return hypotheses.find(key).orElseGet(() -> {
            Analysis analysis = analysis(ids);
            return hypotheses.keep(key, foldings.call(candidate.scenario().id(), () -> {
                probe(candidate);
                return analysis.hypothesis(candidate, variables, true);
            }));
        });
    }

    /** What comes of work that asks the scenario of a candidate, if there is one, in the time that it has. */
    <T> T asking(Optional<Candidate> candidate, Supplier<T> work) {
        return candidate.isPresent() ? foldings.call(candidate.get().scenario().id(), work) : work.get();
    }

    /** Asks a plugin for its contract once; a table of spectra has none. */
    private void probe(Candidate candidate) {
        if (candidate.scenario() instanceof TabulatedScenario) {
            return;
        }
        String failure = probed.computeIfAbsent(candidate.scenario().id(), id -> {
            List<String> measured = analysis().measuredTransitions();
            List<HadronicTransition> transitions = theory().transitions().stream()
                    .filter(found -> measured.contains(found.transition().id()))
                    .toList();
            try {
                ScenarioProbe.check(candidate.scenario(), transitions, candidate.mass());
                return "";
            } catch (IllegalStateException broken) {
                return String.valueOf(broken.getMessage());
            }
        });
        if (!failure.isEmpty()) {
            throw new IllegalStateException(failure);
        }
    }
}
