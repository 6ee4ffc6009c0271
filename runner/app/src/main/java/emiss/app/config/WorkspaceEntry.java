package emiss.app.config;

import emiss.api.DoubleVector;
import emiss.api.experiment.DataFormatException;
import emiss.api.experiment.Dataset;
import emiss.app.file.NamedFiles;
import emiss.app.file.OutputFile;
import emiss.data.document.Identifier;
import emiss.data.document.Kind;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import emiss.data.document.ValueDecoder;
import emiss.data.document.WorkLimit;
import emiss.data.pyhf.Hs3Choice;
import emiss.data.pyhf.Hs3Reader;
import emiss.data.pyhf.NumberTable;
import emiss.data.pyhf.PatchSet;
import emiss.data.pyhf.SignalResponse;
import emiss.data.pyhf.WorkspaceChoice;
import emiss.data.pyhf.WorkspaceReader;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** An entry {@code {pyhf: workspace.json, ...}} or {@code {hs3: document.json, ...}} of {@code experiments}. */
final class WorkspaceEntry {
    private final NamedFiles files;
    private final Problems problems;

    WorkspaceEntry(NamedFiles files, Problems problems) {
        this.files = files;
        this.problems = problems;
    }

    /** The field that says which kind of file an entry names; empty if it is neither. */
    static Optional<String> kind(Node node) {
        return Stream.of("pyhf", "hs3").filter(node.fields()::containsKey).findFirst();
    }

    Optional<Dataset> read(Node node) {
        return node.fields().containsKey("pyhf") ? workspace(node) : document(node);
    }

    private Optional<Dataset> document(Node node) {
        return read(node, "hs3", "the HS3 document", decoder -> {
            String analysis = decoder.string("analysis", "");
            String poi = decoder.string("poi", "");
            return (id, response) -> {
                Hs3Choice choice = new Hs3Choice(id, analysis, poi, response);
                return (content, called) -> new Hs3Reader().read(content, called, choice);
            };
        });
    }

    private Optional<Dataset> workspace(Node node) {
        return read(node, "pyhf", "the workspace", decoder -> {
            String measurement = decoder.string("measurement", "");
            Optional<WorkspaceChoice.ChosenPatch> patch =
                    decoder.optionalObject("patch").flatMap(this::patch);
            return (id, response) -> {
                WorkspaceChoice choice = new WorkspaceChoice(id, measurement, response, patch);
                return (content, called) -> new WorkspaceReader().read(content, called, choice);
            };
        });
    }

    /** Makes the reader of the file of a data set, which has an id and, if it serves new particles, a response of the signal. */
    private interface Choosing
            extends BiFunction<String, Optional<SignalResponse>, BiFunction<InputStream, String, Dataset>> {}

    /**
     * Reads an entry and the file that it names.
     *
     * @param kind the field with the name of the file
     * @param what what to call the file in messages
     * @param more reads the settings that entries of this kind have besides
     */
    private Optional<Dataset> read(Node node, String kind, String what, Function<ObjectDecoder, Choosing> more) {
        int before = problems.count();
        ObjectDecoder decoder = new ObjectDecoder(node, "an experiment", problems);
        String name = decoder.string(kind);
        Optional<Path> file = name.isEmpty() ? Optional.empty() : files.path(name, decoder.location(kind));
        String id = decoder.string("id", file.map(OutputFile::idOf).orElse(""));
        Choosing choosing = more.apply(decoder);
        Optional<SignalResponse> response = decoder.optionalObject("signal").flatMap(this::response);
        decoder.finish();
        Identifier.misfit(id)
                .ifPresent(message -> problems.add(decoder.location(decoder.has("id") ? "id" : kind), message));
        if (problems.count() > before) {
            return Optional.empty();
        }
        return file.flatMap(
                path -> files.read(path, what, node.location(), decoder.location(kind), choosing.apply(id, response)));
    }

    private Optional<WorkspaceChoice.ChosenPatch> patch(ObjectDecoder patch) {
        String file = patch.string("file");
        String name = patch.string("name", "");
        patch.finish();
        return file.isEmpty()
                ? Optional.empty()
                : files.path(file, patch.location("file"))
                        .flatMap(path -> files.read(
                                path, "the patch set", patch.location(), patch.location("file"), PatchSet::read))
                        .map(set -> new WorkspaceChoice.ChosenPatch(set, name));
    }

    private Optional<SignalResponse> response(ObjectDecoder signal) {
        int before = problems.count();
        String sample = signal.string("sample");
        String transition = signal.string("transition");
        DoubleVector edges = signal.required("q2Edges").map(this::edges).orElse(DoubleVector.of());
        Map<String, NumberTable> densities = new LinkedHashMap<>();
        signal.required("densities")
                .filter(node -> ValueDecoder.check(node, Kind.OBJECT, "\"densities\"", problems))
                .ifPresent(node -> node.fields()
                        .forEach((channel, file) ->
                                table(file, "a density").ifPresent(table -> densities.put(channel, table))));
        Optional<NumberTable> nullSpectrum =
                signal.required("nullSpectrum").flatMap(file -> table(file, "\"nullSpectrum\""));
        signal.finish();
        if (problems.count() > before) {
            return Optional.empty();
        }
        try {
            return nullSpectrum.map(table -> SignalResponse.ofTables(sample, transition, edges, densities, table));
        } catch (DataFormatException unfit) {
            unfit.problems().forEach(problem -> problems.add(signal.location(), problem));
            return Optional.empty();
        } catch (IllegalArgumentException unfit) {
            problems.add(signal.location(), String.valueOf(unfit.getMessage()));
            return Optional.empty();
        }
    }

    /** A list of edges, or equal bins. */
    private DoubleVector edges(Node node) {
        if (node.kind() != Kind.OBJECT) {
            return DoubleVector.of(ValueDecoder.asAscendingNumbers(node, "\"q2Edges\"", problems));
        }
        ObjectDecoder range = new ObjectDecoder(node, "\"q2Edges\"", problems);
        int before = problems.count();
        double from = range.number("from");
        double to = range.number("to");
        int bins = range.integer("bins");
        range.finish();
        WorkLimit.Q2_BINS.check(bins, "\"q2Edges\" has", "bins", range.location("bins"), problems);
        if (problems.count() == before && (!(to > from) || bins < 1)) {
            problems.add(node.location(), "\"q2Edges\" are not ascending, expected from < to and at least 1 of bins");
        }
        return problems.count() == before
                ? DoubleVector.generate(bins + 1, i -> from + (to - from) * i / bins)
                : DoubleVector.of();
    }

    private Optional<NumberTable> table(Node node, String what) {
        String name = ValueDecoder.asString(node, what, problems);
        return name.isEmpty()
                ? Optional.empty()
                : files.path(name, node.location())
                        .flatMap(path ->
                                files.read(path, "the table", node.location(), node.location(), NumberTable::read));
    }
}
