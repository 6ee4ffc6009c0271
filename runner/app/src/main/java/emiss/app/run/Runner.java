package emiss.app.run;

import emiss.analysis.Analysis;
import emiss.analysis.Theory;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.app.config.RunConfig;
import emiss.app.config.StudySettings;
import emiss.app.input.DataChoice;
import emiss.app.input.InputSettings;
import emiss.app.study.Computation;
import emiss.app.study.Outcome;
import emiss.app.study.Points;
import emiss.app.study.Points.Attempt;
import emiss.app.study.StudyContext;
import emiss.data.FormFactorLibrary;
import emiss.data.StandardInputs;
import emiss.results.Run;
import emiss.results.StudyResult;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs the studies of a configuration one after the other, the points of each on all threads. */
public final class Runner {
    private static final long MEBIBYTE = 1 << 20;

    private final StandardInputs standardInputs;
    private final FormFactorLibrary formFactors;

    /** Creates a runner. */
    @Inject
    public Runner(StandardInputs standardInputs, FormFactorLibrary formFactors) {
        this.standardInputs = standardInputs;
        this.formFactors = formFactors;
    }

    /**
     * Runs a configuration. A study that fails is reported as failed, and the rest goes on; but where memory is exhausted, the
     * run ends with what is finished.
     *
     * @param parallel the threads; once interrupted, the studies not yet begun are reported as not computed
     * @param finished is told of every result as soon as it is there, and of the run so far
     */
    public Run run(
            RunConfig config,
            RunOptions options,
            Parallel parallel,
            Progress progress,
            BiConsumer<StudyResult, Run> finished) {
        Session session = new Session(config, options, parallel);
        for (StudySettings settings : config.studies()) {
            progress.study(settings.id(), session.done, config.studies().size());
            StudyResult result = session.run(settings);
            finished.accept(result, session.soFar());
        }
        progress.clear();
        return session.soFar();
    }

    /** What a study may use, for whoever computes it outside a run. */
    public StudyContext context(StudySettings settings) {
        return new Contexts(List.of(settings), RunOptions.STANDARD_SEED).of(settings, Map.of());
    }

    private static Run.Quoted compared(Run.Quoted quoted, StudyResult study) {
        return new Run.Quoted(
                quoted.label(),
                quoted.study(),
                quoted.at(),
                quoted.value(),
                quoted.uncertainty(),
                quoted.source(),
                study.find(quoted.at()).orElse(null),
                Optional.ofNullable(study.result())
                        .flatMap(result -> result.interval68(quoted.at()))
                        .orElse(null));
    }

    private static StudyResult result(
            StudySettings settings, List<String> reasons, double seconds, @Nullable Outcome outcome) {
        StudyResult.Status status = outcome == null
                ? StudyResult.Status.FAILED
                : reasons.isEmpty() ? StudyResult.Status.OK : StudyResult.Status.PARTIAL;
        return new StudyResult(
                settings.id(),
                settings.type(),
                settings.settings(),
                status,
                reasons,
                seconds,
                outcome == null ? null : outcome.result());
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) * 1e-9;
    }

    /** One run. */
    private final class Session {
        private final RunConfig config;
        private final RunOptions options;
        private final Parallel parallel;
        private final long start = System.nanoTime();
        private final Run.Program program = ProgramVersion.running().program();
        private final List<Run.Plugin> plugins;
        private final List<Run.Group> groups;
        private final List<Run.Input> inputs;
        private final Map<String, StudyResult> results = new LinkedHashMap<>();
        private final Set<String> givenUp = ConcurrentHashMap.newKeySet();
        private final Probes probes;
        private Contexts contexts;
        private String stopped = "not reached: interrupted";
        private int done;

        Session(RunConfig config, RunOptions options, Parallel parallel) {
            this.config = config;
            this.options = options;
            this.parallel = parallel;
            UsedParts used = new UsedParts(config, standardInputs, formFactors);
            plugins = used.plugins();
            groups = used.groups();
            inputs = used.inputs();
            probes = new Probes(config.catalogue());
            contexts = new Contexts(config.studies(), options.seed());
            config.studies()
                    .forEach(settings -> results.put(settings.id(), result(settings, List.of("not reached"), 0, null)));
        }

        Run soFar() {
            return new Run(
                    program,
                    config.title(),
                    config.text(),
                    config.file().map(Path::toString).orElse(null),
                    config.hash(),
                    plugins,
                    groups,
                    inputs,
                    options.seed(),
                    seconds(start),
                    List.copyOf(results.values()),
                    config.figures(),
                    config.quoted().stream()
                            .map(quoted -> compared(quoted, results.get(quoted.study())))
                            .toList());
        }

        StudyResult run(StudySettings settings) {
            StudyResult result;
            try {
                result = parallel.isInterrupted() ? result(settings, List.of(stopped), 0, null) : computed(settings);
            } catch (OutOfMemoryError exhausted) {
                parallel.interrupt();
                contexts = new Contexts(config.studies(), options.seed());
                stopped = "not reached: the memory was exhausted before";
                result = result(settings, List.of(exhausted(exhausted)), 0, null);
            }
            results.put(result.id(), result);
            done++;
            return result;
        }

        private StudyResult computed(StudySettings settings) {
            long begun = System.nanoTime();
            try {
                Outcome outcome = outcome(settings);
                return result(settings, outcome.problems(), seconds(begun), outcome);
            } catch (OutOfMemoryError exhausted) {
                throw exhausted;
            } catch (Throwable failure) {
                return result(settings, List.of(Attempt.reason(failure)), seconds(begun), null);
            }
        }

        private Outcome outcome(StudySettings settings) {
            StudyContext context = contexts.of(settings, results);
            Optional<String> scenario = settings.settings().scenario();
            if (isGivenUp(scenario)) {
                throw new IllegalStateException(givenUp(scenario));
            }
            Computation<?> computation = ask(scenario, () -> {
                probes.check(settings, context.theory());
                return settings.study().begin(context);
            });
            return outcome(scenario, computation);
        }

        private <P extends Record> Outcome outcome(Optional<String> scenario, Computation<P> computation) {
            Points<P> points = new Points<>(
                    computation,
                    parallel.map(
                            computation.points(),
                            index -> isGivenUp(scenario)
                                    ? Attempt.failed(givenUp(scenario))
                                    : Attempt.at(computation, index),
                            index -> Attempt.failed(late(scenario))));
            return ask(scenario, () -> computation.combine().apply(points)).after(points);
        }

        /** What takes part in several points, or in none. */
        private <T> T ask(Optional<String> scenario, Supplier<T> task) {
            return parallel.call(task, () -> {
                throw new IllegalStateException(late(scenario));
            });
        }

        private String late(Optional<String> scenario) {
            scenario.ifPresent(givenUp::add);
            return scenario.map(id -> "scenario " + id).orElse("a scenario") + " "
                    + parallel.limit().missed();
        }

        private boolean isGivenUp(Optional<String> scenario) {
            return scenario.filter(givenUp::contains).isPresent();
        }

        private String givenUp(Optional<String> scenario) {
            return "scenario " + scenario.orElse("") + " was given up: it once "
                    + parallel.limit().missed();
        }

        private static String exhausted(OutOfMemoryError exhausted) {
            return "the memory is exhausted (" + exhausted.getMessage() + ", at most "
                    + Runtime.getRuntime().maxMemory() / MEBIBYTE
                    + " MiB); JAVA_OPTS=-Xmx8g, for example, gives Java more";
        }
    }

    /** Theories and likelihoods, each made once for all studies that use it. */
    private final class Contexts {
        private record Key(InputSettings inputs, List<Dataset> datasets, DataChoice data) {
            Key observed() {
                return new Key(inputs, datasets, DataChoice.OBSERVED);
            }
        }

        private final List<StudySettings> studies;
        private final long seed;
        private final Map<InputSettings, Theory> theories = new HashMap<>();
        private final Map<Key, Analysis> analyses = new HashMap<>();

        Contexts(List<StudySettings> studies, long seed) {
            this.studies = studies;
            this.seed = seed;
        }

        StudyContext of(StudySettings settings, Map<String, StudyResult> earlier) {
            Theory theory =
                    theories.computeIfAbsent(settings.inputs(), inputs -> inputs.theory(standardInputs, formFactors));
            return new StudyContext(
                    theory,
                    ids -> analysis(new Key(settings.inputs(), settings.datasets(ids), settings.data()), theory),
                    id -> Optional.ofNullable(earlier.get(id)).map(StudyResult::result),
                    id -> studies.stream()
                            .filter(study -> study.id().equals(id))
                            .findFirst()
                            .flatMap(study -> study.study().fittedSignal(of(study, earlier))),
                    settings.data().scale(),
                    seed);
        }

        private synchronized Analysis analysis(Key key, Theory theory) {
            Analysis known = analyses.get(key);
            if (known == null) {
                known = key.data.asimov().isEmpty()
                        ? new Analysis(key.datasets.stream().map(this::seeded).toList(), theory)
                        : key.data.of(analysis(key.observed(), theory));
                analyses.put(key, known);
            }
            return known;
        }

        /** The data set with the random numbers of this run: what it says, moved by the seed of the run. */
        private Dataset seeded(Dataset dataset) {
            if (seed == RunOptions.STANDARD_SEED || !(dataset instanceof CountingData counting)) {
                return dataset;
            }
            return counting.toBuilder()
                    .templateUncertainties(counting.templateUncertainties().stream()
                            .map(drawn -> drawn.seeded(drawn.seed() + seed - RunOptions.STANDARD_SEED))
                            .toList())
                    .build();
        }
    }
}
