package emiss.app.config;

import emiss.api.DoubleVector;
import emiss.api.experiment.DataFormatException;
import emiss.api.experiment.Dataset;
import emiss.app.file.OutputFile;
import emiss.data.document.Kind;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import emiss.data.pyhf.NumberTable;
import emiss.data.pyhf.SignalResponse;
import emiss.data.pyhf.WorkspaceChoice;
import emiss.data.pyhf.WorkspaceReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An entry {@code {pyhf: workspace.json, ...}} of {@code experiments}. */
final class WorkspaceEntry {
    private final Path folder;
    private final Problems problems;

    /** @param folder what paths are relative to */
    WorkspaceEntry(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    Optional<Dataset> read(Node node) {
        int before = problems.count();
        ObjectDecoder decoder = new ObjectDecoder(node, "an experiment", problems);
        Path file = path(decoder.string("pyhf"));
        String id = decoder.string("id", OutputFile.idOf(file));
        String measurement = decoder.string("measurement", "");
        Optional<SignalResponse> response = decoder.optionalObject("signal").flatMap(this::response);
        decoder.finish();
        if (problems.count() > before) {
            return Optional.empty();
        }
        try (InputStream content = Files.newInputStream(file)) {
            return Optional.of(new WorkspaceReader()
                    .read(content, file.toString(), new WorkspaceChoice(id, measurement, response)));
        } catch (DataFormatException broken) {
            broken.problems().forEach(problem -> problems.add(node.location(), problem));
        } catch (IOException missing) {
            problems.add(decoder.location("pyhf"), "cannot read the workspace " + file);
        }
        return Optional.empty();
    }

    private Optional<SignalResponse> response(ObjectDecoder signal) {
        int before = problems.count();
        String sample = signal.string("sample");
        String transition = signal.string("transition");
        DoubleVector edges = signal.required("q2Edges").map(this::edges).orElse(DoubleVector.of());
        Map<String, List<DoubleVector>> densities = new LinkedHashMap<>();
        signal.required("densities")
                .filter(node -> ObjectDecoder.check(node, Kind.OBJECT, "\"densities\"", problems))
                .ifPresent(node ->
                        node.fields().forEach((channel, file) -> densities.put(channel, table(file, "a density"))));
        List<DoubleVector> nullSpectrum = signal.required("nullSpectrum")
                .map(file -> table(file, "\"nullSpectrum\""))
                .orElse(List.of());
        signal.finish();
        if (problems.count() > before) {
            return Optional.empty();
        }
        try {
            return Optional.of(SignalResponse.ofTables(sample, transition, edges, densities, nullSpectrum));
        } catch (IllegalArgumentException unfit) {
            problems.add(signal.location(), String.valueOf(unfit.getMessage()));
            return Optional.empty();
        }
    }

    /** A list of edges, or equal bins. */
    private DoubleVector edges(Node node) {
        if (node.kind() != Kind.OBJECT) {
            return DoubleVector.of(ObjectDecoder.asAscendingNumbers(node, "\"q2Edges\"", problems));
        }
        ObjectDecoder range = new ObjectDecoder(node, "\"q2Edges\"", problems);
        int before = problems.count();
        double from = range.number("from");
        double to = range.number("to");
        int bins = range.integer("bins");
        range.finish();
        if (problems.count() == before && (!(to > from) || bins < 1)) {
            problems.add(node.location(), "\"q2Edges\" are not ascending, expected from < to and at least 1 of bins");
        }
        return problems.count() == before
                ? DoubleVector.generate(bins + 1, i -> from + (to - from) * i / bins)
                : DoubleVector.of();
    }

    private List<DoubleVector> table(Node node, String what) {
        String name = ObjectDecoder.asString(node, what, problems);
        if (name.isEmpty()) {
            return List.of();
        }
        Path file = path(name);
        try (InputStream content = Files.newInputStream(file)) {
            return NumberTable.read(content, file.toString());
        } catch (DataFormatException broken) {
            broken.problems().forEach(problem -> problems.add(node.location(), problem));
        } catch (IOException missing) {
            problems.add(node.location(), "cannot read the table " + file);
        }
        return List.of();
    }

    private Path path(String name) {
        return folder.resolve(name).normalize();
    }
}
