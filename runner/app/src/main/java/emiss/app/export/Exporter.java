package emiss.app.export;

import emiss.analysis.Analysis;
import emiss.analysis.CouplingFit;
import emiss.analysis.Theory;
import emiss.app.config.RunConfig;
import emiss.app.config.StudySettings;
import emiss.app.result.ResultWriter;
import emiss.app.result.RunResult;
import emiss.app.result.StudyResult;
import emiss.app.run.Parallel;
import emiss.app.run.Progress;
import emiss.app.run.RunOptions;
import emiss.app.run.Runner;
import emiss.app.studies.BestPoint;
import emiss.app.studies.SignalStrengthStudy;
import emiss.app.study.StudyContext;
import emiss.data.FormFactorLibrary;
import emiss.data.StandardInputs;
import emiss.data.document.NearestName;
import emiss.data.pyhf.WorkspaceNames;
import emiss.data.pyhf.WorkspaceWriter;
import emiss.report.result.ResultsException;
import emiss.report.result.Run;
import emiss.report.result.Study;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    private final StandardInputs standardInputs;
    private final FormFactorLibrary formFactors;
    private final Runner runner;

    /** Creates an exporter. */
    @Inject
    public Exporter(StandardInputs standardInputs, FormFactorLibrary formFactors, Runner runner) {
        this.standardInputs = standardInputs;
        this.formFactors = formFactors;
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
            FoldedModel model = model(settings, parallel);
            return Map.of("", format == Format.pyhf ? workspace(model, study) : new Hs3Writer(model).write(study));
        }
        List<StudySettings> needed =
                config.studies().subList(0, config.studies().indexOf(settings) + 1);
        RunResult run = runner.run(
                new RunConfig(
                        config.title(),
                        config.hash(),
                        config.catalogue(),
                        config.warnings(),
                        needed,
                        List.of(),
                        List.of()),
                new RunOptions(1, 1),
                parallel,
                Progress.SILENT,
                done -> {});
        StudyResult result = run.studies().get(needed.size() - 1);
        if (result.payload() == null) {
            throw new ExportException("study " + study + " failed: " + String.join("; ", result.reasons()));
        }
        byte[] json = new ResultWriter().json(run).getBytes(StandardCharsets.UTF_8);
        return tables(
                format,
                Run.parse("results", new ByteArrayInputStream(json)),
                study,
                ResultWriter.csv(result.payload().table()));
    }

    /**
     * Exports results that have been written already.
     *
     * @param folder the folder of results
     * @return the content of the files by name, which {@link Format#place} understands
     * @throws ExportException if there is no such study, or the format needs the configuration
     * @throws IOException if the results cannot be read
     */
    public Map<String, String> exportResults(Format format, Path folder, String study) throws IOException {
        if (format == Format.pyhf || format == Format.hs3) {
            throw new ExportException(
                    folder + " holds results, from which no model can be made, expected the configuration");
        }
        Path table = folder.resolve(study + ".csv");
        try {
            Run run = Run.read(folder.resolve("results.json"));
            if (run.study(study).isEmpty()) {
                throw unknown(study, run.studies().stream().map(Study::id).toList());
            }
            if (!Files.exists(table)) {
                throw new ExportException("there is no table " + table);
            }
            return tables(format, run, study, Files.readString(table));
        } catch (ResultsException unusable) {
            throw new ExportException(String.valueOf(unusable.getMessage()));
        }
    }

    private static Map<String, String> tables(Format format, Run run, String id, String csv) {
        List<StudyTable> tables = StudyTables.of(run.study(id).orElseThrow(), csv);
        if (format == Format.hepdata) {
            return new HepDataSubmission(id, run.title()).files(tables);
        }
        Map<String, String> files = new LinkedHashMap<>();
        tables.forEach(table -> files.put(table.part(), table.csv()));
        return files;
    }

    private FoldedModel model(StudySettings settings, Parallel parallel) {
        if (settings.datasets().isEmpty()) {
            throw new ExportException("study " + settings.id() + " uses no data, so it has no model");
        }
        try {
            Theory theory = settings.inputs().theory(standardInputs, formFactors);
            Analysis analysis = new Analysis(settings.datasets(), theory);
            if (settings.study() instanceof SignalStrengthStudy) {
                return SignalFolding.rescaledStandardModel(analysis);
            }
            StudyContext context = new StudyContext(theory, ids -> analysis, parallel, Map.of());
            CouplingFit fit = BestPoint.of(settings.study(), context)
                    .orElseThrow(() -> new ExportException("study " + settings.id() + " of type "
                            + settings.study().type() + " has no best point, expected a converged fit, mass-scan or"
                            + " signal-strength"));
            return SignalFolding.newParticles(analysis, fit);
        } catch (IllegalArgumentException impossible) {
            throw new ExportException("study " + settings.id() + " cannot be exported: " + impossible.getMessage());
        }
    }

    private static String workspace(FoldedModel model, String study) {
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
