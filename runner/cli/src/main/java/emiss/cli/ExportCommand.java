package emiss.cli;

import emiss.app.config.ConfigReader;
import emiss.app.config.RunConfig;
import emiss.app.export.ExportException;
import emiss.app.export.Exporter;
import emiss.app.file.OutputFile;
import emiss.app.run.Parallel;
import emiss.app.run.Progress;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the model or the results of a study for other programs. */
@Command(
        name = "export",
        description = "Write the fitted model of a study (pyhf, hs3) or its results (csv, hepdata) for other programs.")
public final class ExportCommand extends ConsoleCommand {
    private final ConfigReader reader;
    private final Exporter exporter;

    @Parameters(index = "0", paramLabel = "FORMAT", description = "pyhf, hs3, csv or hepdata")
    private Exporter.Format format;

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description = "The configuration; for csv and hepdata also a folder of results.")
    private Path source;

    @Parameters(index = "2", paramLabel = "STUDY", description = "Id of the study.")
    private String study;

    @Option(
            names = "--out",
            paramLabel = "PATH",
            description =
                    "File to write, further tables of a plane beside it; for hepdata the folder (default: STUDY with the format"
                            + " as suffix).")
    private @Nullable Path out;

    @Option(names = "--threads", paramLabel = "N", description = "Number of threads (default: all cores).")
    private int threads = Runtime.getRuntime().availableProcessors();

    /** Creates the command. */
    @Inject
    public ExportCommand(ConfigReader reader, Exporter exporter) {
        this.reader = reader;
        this.exporter = exporter;
    }

    @Override
    public Integer call() throws IOException {
        Map<String, String> files;
        try (Parallel parallel = new Parallel(Math.max(1, threads), Progress.SILENT)) {
            if (Files.isDirectory(source)) {
                files = exporter.exportResults(format, source, study);
            } else {
                RunConfig config = reader.read(source, console().err()::println);
                files = exporter.export(format, config, study, parallel);
            }
        } catch (ExportException impossible) {
            console().err().println("emiss: " + impossible.getMessage());
            return ExitCode.WRONG_INPUT;
        }
        Path target = out == null ? Path.of(study + format.suffix()) : out;
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = format.place(target, file.getKey());
            if (!OutputFile.write(path, file.getValue(), console().err())) {
                return ExitCode.NOT_WRITTEN;
            }
        }
        console().out().println(target + ": " + format + " of " + study);
        return ExitCode.DONE;
    }
}
