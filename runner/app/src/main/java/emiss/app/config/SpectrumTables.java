package emiss.app.config;

import emiss.api.scenario.SpectrumTable;
import emiss.app.file.NamedFiles;
import emiss.data.SpectrumTableReader;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import emiss.physics.TabulatedScenario;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the tables of spectra that studies name in place of a scenario, {@code {table: FILE}}; each file once. */
final class SpectrumTables {
    private final NamedFiles files;
    private final Problems problems;
    private final Map<Path, Optional<SpectrumTable>> read = new LinkedHashMap<>();
    private final Map<String, SpectrumTable> named = new LinkedHashMap<>();

    /** @param folder what paths are relative to */
    SpectrumTables(Path folder, Problems problems) {
        this.files = new NamedFiles(folder, problems);
        this.problems = problems;
    }

    /** The tables that were read, by the file as it is named. */
    Map<String, SpectrumTable> named() {
        return named;
    }

    /** The table that a node names; empty, and a problem, if there is none. */
    Optional<TabulatedScenario> read(Node node) {
        ObjectDecoder decoder = new ObjectDecoder(node, "\"scenario\"", problems);
        String name = decoder.string("table");
        decoder.finish();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<SpectrumTable> table = files.path(name, decoder.location("table"))
                .flatMap(path -> read.computeIfAbsent(
                        path,
                        key -> files.read(
                                path,
                                "the table",
                                node.location(),
                                decoder.location("table"),
                                SpectrumTableReader::read)));
        table.ifPresent(found -> named.put(name, found));
        return table.map(TabulatedScenario::new);
    }
}
