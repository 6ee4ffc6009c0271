package emiss.app.run;

import emiss.analysis.Analysis;
import emiss.analysis.Theory;
import emiss.api.Provenance;
import emiss.api.decay.FormFactorTable;
import emiss.api.experiment.Dataset;
import emiss.app.config.QuotedValue;
import emiss.app.config.RunConfig;
import emiss.app.config.StudySettings;
import emiss.app.file.Hash;
import emiss.app.input.InputFiles;
import emiss.app.input.InputSettings;
import emiss.app.plugin.Plugin;
import emiss.app.result.Comparison;
import emiss.app.result.PayloadTree;
import emiss.app.result.RunResult;
import emiss.app.result.StudyResult;
import emiss.app.study.Outcome;
import emiss.app.study.Payload;
import emiss.app.study.StudyContext;
import emiss.data.FormFactorLibrary;
import emiss.data.StandardInputs;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Runs the studies of a configuration one after the other, each on all threads. */
public final class Runner {
    private record AnalysisKey(InputSettings inputs, List<Dataset> datasets) {}

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
    public RunResult run(
            RunConfig config,
            RunOptions options,
            Parallel parallel,
            Progress progress,
            Consumer<StudyResult> finished) {
        long start = System.nanoTime();
        Map<InputSettings, Theory> theories = new HashMap<>();
        Map<AnalysisKey, Analysis> analyses = new HashMap<>();
        Map<String, Payload> payloads = new LinkedHashMap<>();
        List<StudyResult> results = new ArrayList<>();
        for (StudySettings settings : config.studies()) {
            progress.study(settings.id(), results.size(), config.studies().size());
            Theory theory =
                    theories.computeIfAbsent(settings.inputs(), inputs -> inputs.theory(standardInputs, formFactors));
            StudyContext context = new StudyContext(
                    theory,
                    ids -> analyses.computeIfAbsent(
                            new AnalysisKey(settings.inputs(), settings.datasets(ids)),
                            key -> new Analysis(key.datasets(), theory)),
                    parallel,
                    payloads);
            StudyResult result = run(settings, context);
            results.add(result);
            if (result.payload() != null) {
                payloads.put(result.id(), result.payload());
            }
            finished.accept(result);
        }
        progress.clear();
        return new RunResult(
                config.title(),
                config.hash(),
                plugins(config),
                inputs(config),
                options.seed(),
                (System.nanoTime() - start) * 1e-9,
                results,
                config.figures(),
                comparisons(config, results));
    }

    private static List<Comparison> comparisons(RunConfig config, List<StudyResult> results) {
        List<Comparison> comparisons = new ArrayList<>();
        for (QuotedValue quoted : config.quoted()) {
            StudyResult study = results.stream()
                    .filter(candidate -> candidate.id().equals(quoted.study()))
                    .findFirst()
                    .orElseThrow();
            PayloadTree found = new PayloadTree(study);
            comparisons.add(new Comparison(quoted, found.number(quoted.at()), found.interval68(quoted.at())));
        }
        return comparisons;
    }

    private static StudyResult run(StudySettings settings, StudyContext context) {
        Map<String, Object> resolved = new LinkedHashMap<>();
        resolved.put("inputs", settings.inputs().settings());
        resolved.put(
                "experiments", settings.datasets().stream().map(Dataset::id).toList());
        resolved.putAll(settings.study().settings());
        String type = settings.study().type();
        if (context.parallel().isInterrupted()) {
            return new StudyResult(
                    settings.id(),
                    type,
                    resolved,
                    StudyResult.Status.FAILED,
                    List.of("not reached: interrupted"),
                    null);
        }
        try {
            Outcome outcome = settings.study().run(context);
            StudyResult.Status status =
                    outcome.problems().isEmpty() ? StudyResult.Status.OK : StudyResult.Status.PARTIAL;
            return new StudyResult(settings.id(), type, resolved, status, outcome.problems(), outcome.payload());
        } catch (RuntimeException failure) {
            String reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
            return new StudyResult(settings.id(), type, resolved, StudyResult.Status.FAILED, List.of(reason), null);
        }
    }

    private static List<RunResult.UsedPlugin> plugins(RunConfig config) {
        Set<String> scenarioIds = new LinkedHashSet<>();
        Set<String> experimentIds = new LinkedHashSet<>();
        for (StudySettings settings : config.studies()) {
            if (settings.study().settings().get("scenario") instanceof String id) {
                scenarioIds.add(id);
            }
            settings.datasets().forEach(dataset -> experimentIds.add(dataset.id()));
        }
        List<RunResult.UsedPlugin> used = new ArrayList<>();
        config.catalogue().scenarios().stream()
                .filter(plugin -> scenarioIds.contains(plugin.id()))
                .forEach(plugin -> used.add(used("scenario", plugin)));
        config.catalogue().experiments().stream()
                .filter(plugin -> experimentIds.contains(plugin.id()))
                .forEach(plugin -> used.add(used("experiment", plugin)));
        return used;
    }

    private static RunResult.UsedPlugin used(String kind, Plugin<?> plugin) {
        return new RunResult.UsedPlugin(kind, plugin.id(), plugin.version(), plugin.origin());
    }

    private List<RunResult.UsedInput> inputs(RunConfig config) {
        Set<Dataset> datasets = new LinkedHashSet<>();
        Map<String, Set<FormFactorTable>> sets = new TreeMap<>();
        Map<StandardInputs, String> standard = new LinkedHashMap<>();
        for (StudySettings settings : config.studies()) {
            datasets.addAll(settings.datasets());
            InputSettings inputs = settings.inputs();
            for (String process : inputs.formFactors().keySet()) {
                inputs.formFactorSet(process, formFactors)
                        .ifPresent(table -> sets.computeIfAbsent(process, key -> new LinkedHashSet<>())
                                .add(table));
            }
            standard.putIfAbsent(
                    inputs.standardInputs(standardInputs),
                    inputs.files()
                            .standardModel()
                            .map(InputFiles.StandardModelFile::id)
                            .orElse("sm-inputs"));
        }
        List<RunResult.UsedInput> used = new ArrayList<>();
        for (Dataset dataset : datasets) {
            used.add(new RunResult.UsedInput(
                    "data set",
                    dataset.id(),
                    dataset.title(),
                    dataset.quality().text(),
                    dataset.provenance().citation(),
                    dataset.provenance().identifiers(),
                    Hash.sha256(dataset)));
        }
        sets.values().stream()
                .flatMap(Set::stream)
                .map(table -> new RunResult.UsedInput(
                        "form factors",
                        table.id(),
                        table.title(),
                        "",
                        table.provenance().citation(),
                        table.provenance().identifiers(),
                        Hash.sha256(table)))
                .forEach(used::add);
        standard.forEach((inputs, id) -> used.add(new RunResult.UsedInput(
                "SM inputs",
                id,
                inputs.title().isEmpty() ? "Standard-Model parameters, masses and lifetimes" : inputs.title(),
                "",
                inputs.provenance().map(Provenance::citation).orElse("see the sources of the single numbers"),
                inputs.provenance().map(Provenance::identifiers).orElse(List.of()),
                Hash.sha256(inputs))));
        return used;
    }
}
