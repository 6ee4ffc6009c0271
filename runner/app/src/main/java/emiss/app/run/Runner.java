package emiss.app.run;

import emiss.analysis.Analysis;
import emiss.analysis.Theory;
import emiss.api.experiment.Dataset;
import emiss.app.config.RunConfig;
import emiss.app.config.StudySettings;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs the studies of a configuration one after the other, the points of each on all threads. */
public final class Runner {
    private final StandardInputs standardInputs;
    private final FormFactorLibrary formFactors;

    /** Creates a runner. */
    @Inject
    public Runner(StandardInputs standardInputs, FormFactorLibrary formFactors) {
        this.standardInputs = standardInputs;
        this.formFactors = formFactors;
    }

    /**
     * Runs a configuration. A study that fails is reported as failed, and the rest goes on.
     *
     * @param parallel the threads; once interrupted, the studies not yet begun are reported as not computed
     * @param finished is told of every result as soon as it is there
     */
    public Run run(
            RunConfig config,
            RunOptions options,
            Parallel parallel,
            Progress progress,
            Consumer<StudyResult> finished) {
        long start = System.nanoTime();
        Contexts contexts = new Contexts();
        Map<String, StudyResult> results = new LinkedHashMap<>();
        for (StudySettings settings : config.studies()) {
            progress.study(settings.id(), results.size(), config.studies().size());
            StudyResult result = run(settings, contexts.of(settings, results), parallel);
            results.put(result.id(), result);
            finished.accept(result);
        }
        progress.clear();
        UsedParts used = new UsedParts(config, standardInputs, formFactors);
        return new Run(
                ProgramVersion.running().program(),
                config.title(),
                config.text(),
                config.hash(),
                used.plugins(),
                used.groups(),
                used.inputs(),
                options.seed(),
                seconds(start),
                List.copyOf(results.values()),
                config.figures(),
                config.quoted().stream()
                        .map(quoted -> compared(quoted, results.get(quoted.study())))
                        .toList());
    }

    /** What a study may use, for whoever computes it outside a run. */
    public StudyContext context(StudySettings settings) {
        return new Contexts().of(settings, Map.of());
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

    private static StudyResult run(StudySettings settings, StudyContext context, Parallel parallel) {
        if (parallel.isInterrupted()) {
            return result(settings, List.of("not reached: interrupted"), 0, null);
        }
        long start = System.nanoTime();
        try {
            Outcome outcome = outcome(settings.study().begin(context), parallel);
            return result(settings, outcome.problems(), seconds(start), outcome);
        } catch (RuntimeException | LinkageError | StackOverflowError failure) {
            return result(settings, List.of(Attempt.reason(failure)), seconds(start), null);
        }
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

    private static <P extends Record> Outcome outcome(Computation<P> computation, Parallel parallel) {
        List<Optional<Attempt<P>>> attempts =
                parallel.map(computation.points(), index -> Attempt.at(computation, index));
        Points<P> points = new Points<>(computation, attempts);
        return computation.combine().apply(points).after(points);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) * 1e-9;
    }

    /** Theories and likelihoods, each made once for all studies that use it. */
    private final class Contexts {
        private record Key(InputSettings inputs, List<Dataset> datasets) {}

        private final Map<InputSettings, Theory> theories = new HashMap<>();
        private final Map<Key, Analysis> analyses = new HashMap<>();

        StudyContext of(StudySettings settings, Map<String, StudyResult> earlier) {
            Theory theory =
                    theories.computeIfAbsent(settings.inputs(), inputs -> inputs.theory(standardInputs, formFactors));
            return new StudyContext(
                    theory,
                    ids -> analyses.computeIfAbsent(
                            new Key(settings.inputs(), settings.datasets(ids)),
                            key -> new Analysis(key.datasets, theory)),
                    id -> Optional.ofNullable(earlier.get(id)).map(StudyResult::result));
        }
    }
}
