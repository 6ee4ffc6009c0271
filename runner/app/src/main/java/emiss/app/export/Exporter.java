package emiss.app.export;

import emiss.analysis.FittedSignal;
import emiss.app.config.RunConfig;
import emiss.app.config.StudySettings;
import emiss.app.run.Parallel;
import emiss.app.run.Progress;
import emiss.app.run.RunOptions;
import emiss.app.run.Runner;
import emiss.data.document.NearestName;
import emiss.data.pyhf.WorkspaceNames;
import emiss.data.pyhf.WorkspaceWriter;
import emiss.results.Result;
import emiss.results.ResultsException;
import emiss.results.ResultsReader;
import emiss.results.Run;
import emiss.results.StudyResult;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the files of an export: the model that a study fits, or what it found. */
public final class Exporter {
    /** What can be written. */
    public enum Format {
        /** A pyhf workspace of the fitted model. */
        pyhf(".pyhf.json"),
        /** The same model in the HEP Statistics Serialization Standard. */
        hs3(".hs3.json"),
        /** The tables of results. */
        csv(".csv"),
        /** A HEPData submission of the tables of results. */
        hepdata("-hepdata");

        private final String suffix;

        Format(String suffix) {
            this.suffix = suffix;
        }

        /**
         * Where a file of an export goes.
         *
         * @param target the file, or the folder of several files, that the user named
         * @param name the name of the file; empty for a single file, and for the first of several tables. Others stand beside
         *     it, with their name at the end
         */
        public Path place(Path target, String name) {
            if (name.isEmpty()) {
                return target;
            }
            if (this == hepdata) {
                return target.resolve(name);
            }
            String first = String.valueOf(target.getFileName());
            int dot = first.lastIndexOf('.') > 0 ? first.lastIndexOf('.') : first.length();
            return target.resolveSibling(first.substring(0, dot) + "-" + name + first.substring(dot));
        }

        /** The ending of the name of the file or folder. */
        public String suffix() {
            return suffix;
        }
    }

    private final Runner runner;

    /** Creates an exporter. */
    @Inject
    public Exporter(Runner runner) {
        this.runner = runner;
    }

    /**
     * Computes a study of a configuration and exports it.
     *
     * @return the content of the files by name, which {@link Format#place} understands
     * @throws ExportException if there is no such study, or it cannot be exported in this format
     */
    public Map<String, String> export(Format format, RunConfig config, String study, Parallel parallel) {
        StudySettings settings = config.studies().stream()
                .filter(candidate -> candidate.id().equals(study))
                .findFirst()
                .orElseThrow(() -> unknown(
                        study, config.studies().stream().map(StudySettings::id).toList()));
        if (format == Format.pyhf || format == Format.hs3) {
            OneFactorModel model = model(settings, parallel);
            return Map.of("", format == Format.pyhf ? workspace(model, study) : new Hs3Writer(model).write(study));
        }
        Run run = runner.run(
                config.upTo(settings),
                new RunOptions(1, RunOptions.STANDARD_SEED),
                parallel,
                Progress.SILENT,
                (done, soFar) -> {});
        return tables(format, run, study, format == Format.hepdata ? likelihood(settings, parallel) : Optional.empty());
    }

    /** The workspace of what a study fits, if it fits something that a workspace can hold. */
    private Optional<String> likelihood(StudySettings settings, Parallel parallel) {
        try {
            return Optional.of(workspace(model(settings, parallel), settings.id()));
        } catch (ExportException impossible) {
            return Optional.empty();
        }
    }

    /**
     * Exports results that have been written already.
     *
     * @param folder the folder of results
     * @return the content of the files by name, which {@link Format#place} understands
     * @throws ExportException if there is no such study, or the format needs the configuration
     */
    public Map<String, String> exportResults(Format format, Path folder, String study) {
        if (format == Format.pyhf || format == Format.hs3) {
            throw new ExportException(
                    folder + " holds results, from which no model can be made, expected the configuration");
        }
        try {
            return tables(format, new ResultsReader().read(folder.resolve("results.json")), study, Optional.empty());
        } catch (ResultsException unusable) {
            throw new ExportException(String.valueOf(unusable.getMessage()));
        }
    }

    private static Map<String, String> tables(Format format, Run run, String id, Optional<String> likelihood) {
        StudyResult study = run.study(id)
                .orElseThrow(() ->
                        unknown(id, run.studies().stream().map(StudyResult::id).toList()));
        Result result = study.result();
        if (result == null) {
            throw new ExportException("study " + id + " failed: " + String.join("; ", study.reasons()));
        }
        if (format == Format.hepdata) {
            return new HepDataSubmission(study, run.title()).files(result.tables(), likelihood);
        }
        Map<String, String> files = new LinkedHashMap<>();
        result.tables().forEach(table -> files.put(table.part(), table.csv()));
        return files;
    }

    private OneFactorModel model(StudySettings settings, Parallel parallel) {
        return parallel.call(() -> bestPoint(settings), () -> {
            throw new ExportException("study " + settings.id() + " cannot be exported: its scenario "
                    + parallel.limit().missed());
        });
    }

    private OneFactorModel bestPoint(StudySettings settings) {
        if (settings.datasets().isEmpty()) {
            throw new ExportException("study " + settings.id() + " uses no data, so it has no model");
        }
        try {
            FittedSignal signal = settings.study()
                    .fittedSignal(runner.context(settings))
                    .orElseThrow(() -> new ExportException("study " + settings.id() + " of type " + settings.type()
                            + " has no best point, expected a study that fits and converges"));
            return SignalSamples.of(signal);
        } catch (IllegalArgumentException impossible) {
            throw new ExportException("study " + settings.id() + " cannot be exported: " + impossible.getMessage());
        }
    }

    private static String workspace(OneFactorModel model, String study) {
        try {
            return new WorkspaceWriter()
                    .write(model.datasets(), study, new WorkspaceNames(model.datasets(), model.interest()));
        } catch (IllegalArgumentException impossible) {
            throw new ExportException("study " + study + " cannot be exported: " + impossible.getMessage());
        }
    }

    private static ExportException unknown(String study, List<String> valid) {
        return new ExportException("unknown study \"" + study + "\"" + NearestName.hint(study, valid));
    }
}
