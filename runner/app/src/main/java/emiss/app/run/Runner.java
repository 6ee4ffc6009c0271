package emiss.app.run;

import emiss.api.experiment.DatasetReader;
import emiss.app.config.RunConfig;
import emiss.app.config.StudySettings;
import emiss.app.study.Computation;
import emiss.app.study.MeasuredRates;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs the studies of a configuration, with several threads some side by side, and their points on all threads. */
public final class Runner {
    private static final long MEBIBYTE = 1 << 20;
    private static final String EXHAUSTED = "the memory was exhausted before";

    private final StandardInputs standardInputs;
    private final FormFactorLibrary formFactors;
    private final DatasetReader datasetReader;

    /** Creates a runner. */
    @Inject
    public Runner(StandardInputs standardInputs, FormFactorLibrary formFactors, DatasetReader datasetReader) {
        this.standardInputs = standardInputs;
        this.formFactors = formFactors;
        this.datasetReader = datasetReader;
    }

    /**
     * Runs a configuration. A study that fails is reported as failed, and the rest goes on; but where memory is exhausted, the
     * run ends with what has begun.
     *
     * @param parallel the threads; once interrupted, the studies not yet begun are reported as not computed
     * @param finished is told of every result, in the order of the studies, and of the run so far
     */
    public Run run(
            RunConfig config,
            RunOptions options,
            Parallel parallel,
            Progress progress,
            BiConsumer<StudyResult, Run> finished) {
        return run(config, options, parallel, progress, PointStore.NONE, finished);
    }

    /**
     * The same with points of an earlier run, which are not computed again.
     *
     * @param store what knows them, and is told of those that are computed
     */
    public Run run(
            RunConfig config,
            RunOptions options,
            Parallel parallel,
            Progress progress,
            PointStore store,
            BiConsumer<StudyResult, Run> finished) {
        Session session = new Session(config, options, parallel, store);
        session.each(progress, session::computed, result -> {
            session.add(result);
            finished.accept(result, session.soFar());
        });
        return session.soFar();
    }

    /**
     * Computes the points of a share and combines nothing.
     *
     * @param store what knows points of an earlier run, and is told of those that are computed
     * @param finished is told of every study, in their order
     */
    public void share(
            RunConfig config,
            RunOptions options,
            Parallel parallel,
            Progress progress,
            PointStore store,
            Consumer<StudyShare> finished) {
        Session session = new Session(config, options, parallel, store);
        session.each(progress, (settings, earlier) -> session.share(settings), finished);
    }

    /** What the points of a run depend on. */
    public JournalHeader header(RunConfig config, long seed) {
        return JournalHeader.of(config, seed, new UsedParts(config, standardInputs, formFactors));
    }

    /** What a study may use, for whoever computes it outside a run. */
    public StudyContext context(StudySettings settings) {
        return new Contexts(standardInputs, formFactors, List.of(settings), RunOptions.STANDARD_SEED)
                .of(settings, Map.of());
    }

    /**
     * Computes single points, for a run elsewhere.
     *
     * @param seed seed of that run
     * @param parallel has threads for what asks plugins
     */
    public PointLines points(RunConfig config, long seed, Parallel parallel) {
        return new PointLines(config, contexts(config, seed), parallel);
    }

    private Contexts contexts(RunConfig config, long seed) {
        return new Contexts(
                standardInputs,
                formFactors,
                config.studies(),
                seed,
                () -> new MeasuredRates(config.catalogue().datasets(datasetReader)));
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
        private final PointTasks tasks;
        private final UsedParts used;
        private final long start = System.nanoTime();
        private final Run.Program program = ProgramVersion.running().program();
        private final List<Run.Plugin> plugins;
        private final List<Run.Group> groups;
        private final List<Run.Input> inputs;
        private final Map<String, StudyResult> results = new LinkedHashMap<>();
        private final List<Run.Quoted> quoted;
        private final Set<String> givenUp = ConcurrentHashMap.newKeySet();
        private final Probes probes;
        private volatile Contexts contexts;
        private volatile boolean isExhausted;

        Session(RunConfig config, RunOptions options, Parallel parallel, PointStore store) {
            this.config = config;
            this.options = options;
            this.parallel = parallel;
            tasks = new PointTasks(store, options.share(), parallel, options.remote());
            used = new UsedParts(config, standardInputs, formFactors);
            plugins = used.plugins();
            groups = used.groups();
            inputs = used.inputs();
            probes = new Probes(config.catalogue());
            contexts = contexts(config, options.seed());
            config.studies()
                    .forEach(settings -> results.put(settings.id(), result(settings, List.of("not reached"), 0, null)));
            quoted = new ArrayList<>(config.quoted());
        }

        /** All studies, side by side; {@code told} hears what came of them in their order. */
        <R> void each(Progress progress, BiFunction<StudySettings, Map<String, R>, R> compute, Consumer<R> told) {
            List<StudySettings> studies = config.studies();
            try (StudyQueue<R> queue = new StudyQueue<>(studies, used::asksOthers, parallel.threads(), compute)) {
                for (int index = 0; index < studies.size(); index++) {
                    progress.study(studies.get(index).id(), index, studies.size());
                    told.accept(queue.await(studies.get(index)));
                    queue.told(studies.get(index));
                }
            }
            if (isExhausted) {
                parallel.interrupt(EXHAUSTED);
            }
            progress.clear();
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
                    List.copyOf(quoted));
        }

        void add(StudyResult result) {
            results.put(result.id(), result);
            quoted.replaceAll(number -> number.study().equals(result.id()) ? compared(number, result) : number);
        }

        /** Computes a study; called by several threads. */
        StudyResult computed(StudySettings settings, Map<String, StudyResult> earlier) {
            if (isOver()) {
                return result(settings, List.of(stopped()), 0, null);
            }
            long begun = System.nanoTime();
            try {
                Outcome outcome = outcome(settings, begin(settings, earlier));
                return result(settings, outcome.problems(), seconds(begun), outcome);
            } catch (OutOfMemoryError full) {
                return result(settings, List.of(exhausted(full)), 0, null);
            } catch (Throwable failure) {
                return result(settings, List.of(Attempt.reason(failure)), seconds(begun), null);
            }
        }

        StudyShare share(StudySettings settings) {
            StudyShare share;
            try {
                share = isOver() ? StudyShare.none(settings.id(), stopped()) : shared(settings);
            } catch (OutOfMemoryError full) {
                share = StudyShare.none(settings.id(), exhausted(full));
            }
            return share;
        }

        /** Studies that use the results of others have no points. */
        private StudyShare shared(StudySettings settings) {
            if (!settings.study().of().isEmpty()) {
                return StudyShare.none(settings.id());
            }
            try {
                return shared(settings, begin(settings, Map.of()));
            } catch (OutOfMemoryError full) {
                throw full;
            } catch (Throwable failure) {
                return StudyShare.none(settings.id(), Attempt.reason(failure));
            }
        }

        private <P extends Record> StudyShare shared(StudySettings settings, Computation<P> computation) {
            List<Optional<Attempt<P>>> attempts = attempts(settings, computation);
            return StudyShare.of(settings.id(), computation, options.share(), why(), attempts);
        }

        private boolean isOver() {
            return isExhausted || parallel.isInterrupted();
        }

        private String stopped() {
            return "not reached: " + (isExhausted ? EXHAUSTED : why());
        }

        /** Why points are missing. */
        private String why() {
            return parallel.interruption().orElse("not in the journals");
        }

        private String exhausted(OutOfMemoryError full) {
            isExhausted = true;
            contexts = contexts(config, options.seed());
            return "the memory is exhausted (" + full.getMessage() + ", at most "
                    + Runtime.getRuntime().maxMemory() / MEBIBYTE
                    + " MiB); JAVA_OPTS=-Xmx8g, for example, gives Java more";
        }

        private Computation<?> begin(StudySettings settings, Map<String, StudyResult> earlier) {
            StudyContext context = contexts.of(settings, earlier);
            Optional<String> scenario = settings.settings().scenario();
            if (isGivenUp(scenario)) {
                throw new IllegalStateException(givenUp(scenario));
            }
            return ask(scenario, () -> {
                probes.check(settings, context.theory());
                return settings.study().begin(context);
            });
        }

        private <P extends Record> Outcome outcome(StudySettings settings, Computation<P> computation) {
            Points<P> points = new Points<>(computation, attempts(settings, computation), why());
            return ask(
                            settings.settings().scenario(),
                            () -> computation.combine().apply(points))
                    .after(points);
        }

        /** What came of every point, here or earlier. */
        private <P extends Record> List<Optional<Attempt<P>>> attempts(
                StudySettings settings, Computation<P> computation) {
            Optional<String> scenario = settings.settings().scenario();
            return tasks.attempts(
                    settings.id(),
                    computation,
                    index ->
                            isGivenUp(scenario) ? Attempt.unsettled(givenUp(scenario)) : Attempt.at(computation, index),
                    () -> Attempt.unsettled(late(scenario)));
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
    }
}
