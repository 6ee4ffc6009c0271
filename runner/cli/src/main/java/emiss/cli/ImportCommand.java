package emiss.cli;

import emiss.api.DoubleVector;
import emiss.api.experiment.CountingData;
import emiss.app.file.OutputFile;
import emiss.data.JsonDatasetWriter;
import emiss.data.document.WorkLimit;
import emiss.data.pyhf.NumberTable;
import emiss.data.pyhf.PatchSet;
import emiss.data.pyhf.SignalResponse;
import emiss.data.pyhf.WorkspaceChoice;
import emiss.data.pyhf.WorkspaceReader;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Turns a likelihood of another program into a data set. */
@Command(name = "import", description = "Turn a pyhf workspace into a data set that configurations can name.")
public final class ImportCommand extends ConsoleCommand {
    /** What can be imported. */
    enum Format {
        pyhf
    }

    @Parameters(index = "0", paramLabel = "FORMAT", description = "pyhf")
    private Format format;

    @Parameters(index = "1", paramLabel = "FILE", description = "The workspace, JSON.")
    private Path file;

    @Option(
            names = "--measurement",
            paramLabel = "NAME",
            description = "Which measurement of the workspace (default: the first).")
    private String measurement = "";

    @Option(
            names = "--patch",
            paramLabel = "FILE",
            description = "What to change in the workspace first: a patch set of pyhf, or a JSON patch.")
    private @Nullable Path patch;

    @Option(names = "--patch-name", paramLabel = "NAME", description = "Which patch of the set (see emiss list FILE).")
    private String patchName = "";

    @Option(names = "--id", paramLabel = "ID", description = "Id of the data set (default: from the name of the file).")
    private @Nullable String id;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write the data set (default: ID.json).")
    private @Nullable Path out;

    @ArgGroup(exclusive = false, heading = "%nHow the signal responds to q2; all of these or none:%n")
    private @Nullable Signal signal;

    /** The options that describe the signal. */
    static final class Signal {
        @Option(
                names = "--signal-sample",
                required = true,
                paramLabel = "NAME",
                description = "The sample of the Standard-Model signal.")
        private String sample = "";

        @Option(
                names = "--transition",
                required = true,
                paramLabel = "ID",
                description = "What the sample consists of, for example B+->K+.")
        private String transition = "";

        @Option(
                names = "--q2-edges",
                required = true,
                paramLabel = "EDGES",
                description = "Edges of the bins of true q2 [GeV^2]: numbers separated by commas, or FROM:TO:BINS.")
        private String q2Edges = "";

        @Option(
                names = "--densities",
                required = true,
                paramLabel = "CHANNEL=FILE",
                description =
                        "Events of the sample: CSV, one row per bin of the channel, one number per q2 bin (one more"
                                + " in front: events without a true q2). Once per channel.")
        private Map<String, Path> densities = new LinkedHashMap<>();

        @Option(
                names = "--null-spectrum",
                required = true,
                paramLabel = "FILE",
                description =
                        "Branching fraction per q2 bin of the model that the sample was generated with: CSV, one row"
                                + " per bin, the last column counts.")
        private @Nullable Path nullSpectrum;

        /** Creates the group. */
        Signal() {}
    }

    /** Creates the command. */
    @Inject
    public ImportCommand() {}

    @Override
    public Integer call() throws IOException {
        String chosen = id == null ? OutputFile.idOf(file) : id;
        Optional<SignalResponse> response = signal == null ? Optional.empty() : Optional.of(response(signal));
        Optional<WorkspaceChoice.ChosenPatch> changes = changes();
        CountingData data = read(
                file, (content, name) -> new WorkspaceReader().read(content, name, choice(chosen, response, changes)));
        Path target = out == null ? Path.of(chosen + ".json") : out;
        if (!OutputFile.write(
                target, new JsonDatasetWriter().write(data), console().err())) {
            return ExitCode.NOT_WRITTEN;
        }
        int bins = data.channels().stream()
                .mapToInt(channel -> channel.bins().size())
                .sum();
        console()
                .out()
                .println(String.format(
                        Locale.ROOT,
                        "%s: %s, %d channels, %d bins%s",
                        target,
                        data.title(),
                        data.channels().size(),
                        bins,
                        data.responses().isEmpty() ? "; without a response to q2" : ""));
        return ExitCode.DONE;
    }

    private Optional<WorkspaceChoice.ChosenPatch> changes() throws IOException {
        if (patch == null && !patchName.isEmpty()) {
            throw console().wrong("--patch-name needs --patch");
        }
        return patch == null
                ? Optional.empty()
                : Optional.of(new WorkspaceChoice.ChosenPatch(read(patch, PatchSet::read), patchName));
    }

    private WorkspaceChoice choice(
            String chosen, Optional<SignalResponse> response, Optional<WorkspaceChoice.ChosenPatch> changes) {
        try {
            return new WorkspaceChoice(chosen, measurement, response, changes);
        } catch (IllegalArgumentException wrong) {
            throw console().wrong(String.valueOf(wrong.getMessage()));
        }
    }

    private SignalResponse response(Signal wanted) throws IOException {
        Map<String, NumberTable> densities = new LinkedHashMap<>();
        for (Map.Entry<String, Path> density : wanted.densities.entrySet()) {
            densities.put(density.getKey(), read(density.getValue(), NumberTable::read));
        }
        NumberTable nullSpectrum = read(Objects.requireNonNull(wanted.nullSpectrum), NumberTable::read);
        try {
            return SignalResponse.ofTables(
                    wanted.sample, wanted.transition, edges(wanted.q2Edges), densities, nullSpectrum);
        } catch (IllegalArgumentException unfit) {
            throw console().wrong(String.valueOf(unfit.getMessage()));
        }
    }

    /** What a file holds; {@code reader} is told its name. */
    static <T> T read(Path file, BiFunction<InputStream, String, T> reader) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return reader.apply(content, file.toString());
        }
    }

    private static DoubleVector edges(String text) {
        String[] range = text.split(":", -1);
        if (range.length == 3 && range[2].matches("[0-9]{1,9}")) {
            int bins = Integer.parseInt(range[2]);
            if (bins > WorkLimit.Q2_BINS.value()) {
                throw new IllegalArgumentException(
                        "--q2-edges has " + bins + " bins, expected at most " + (long) WorkLimit.Q2_BINS.value());
            }
            double from = number(range[0], text);
            double to = number(range[1], text);
            return ascending(DoubleVector.generate(bins + 1, i -> from + (to - from) * i / bins), text);
        }
        String[] numbers = text.split(",", -1);
        return ascending(DoubleVector.generate(numbers.length, i -> number(numbers[i].strip(), text)), text);
    }

    private static double number(String number, String text) {
        return NumberTable.number(number).orElseThrow(() -> wrongEdges(text));
    }

    private static DoubleVector ascending(DoubleVector edges, String text) {
        for (int i = 1; i < edges.size(); i++) {
            if (!(edges.at(i) > edges.at(i - 1))) {
                throw wrongEdges(text);
            }
        }
        if (edges.size() < 2) {
            throw wrongEdges(text);
        }
        return edges;
    }

    private static IllegalArgumentException wrongEdges(String text) {
        return new IllegalArgumentException(
                "--q2-edges is \"" + text + "\", expected ascending numbers separated by commas, or FROM:TO:BINS");
    }
}
