package emiss.app.config;

import emiss.api.scenario.SpectrumTable;
import emiss.app.file.FileState;
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
    private final Kept kept;
    private final Map<Path, Optional<TabulatedScenario>> read = new LinkedHashMap<>();
    private final Map<String, SpectrumTable> named;

    /** Tables that are kept from one document to the next, as long as their files stay the same. */
    static final class Kept {
        private record Of(FileState state, TabulatedScenario table) {}

        private final Recent<Path, Of> tables = new Recent<>(16);
    }

    /** @param files reads the files of tables */
    SpectrumTables(NamedFiles files, Problems problems) {
        this(files, problems, new Kept(), new LinkedHashMap<>());
    }

    /**
     * The same for one of several documents.
     *
     * @param kept tables of those before
     * @param named takes the tables that were read, by the file as it is named
     */
    SpectrumTables(NamedFiles files, Problems problems, Kept kept, Map<String, SpectrumTable> named) {
        this.files = files;
        this.problems = problems;
        this.kept = kept;
        this.named = named;
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
        Optional<TabulatedScenario> table = files.path(name, decoder.location("table"))
                .flatMap(path -> read.computeIfAbsent(path, key -> read(path, node, decoder)));
        table.ifPresent(found -> named.put(name, found.table()));
        return table;
    }

    private Optional<TabulatedScenario> read(Path path, Node node, ObjectDecoder decoder) {
        FileState state = files.state(path);
        Optional<TabulatedScenario> earlier = kept.tables
                .find(path)
                .filter(found -> found.state.equals(state))
                .map(Kept.Of::table);
        return earlier.or(() -> files.read(
                        path, "the table", node.location(), decoder.location("table"), SpectrumTableReader::read)
                .map(TabulatedScenario::new)
                .map(table -> kept.tables.replace(path, new Kept.Of(state, table)).table));
    }
}
