package emiss.app.config;

import emiss.api.experiment.Dataset;
import emiss.api.scenario.SpectrumTable;
import emiss.app.file.FileState;
import emiss.app.file.Hash;
import emiss.app.file.NamedFiles;
import emiss.app.input.DataChoice;
import emiss.app.input.InputSettings;
import emiss.app.study.Experiments;
import emiss.app.study.Field;
import emiss.app.study.Study;
import emiss.app.study.StudyDecoder;
import emiss.app.study.StudyType;
import emiss.data.document.Identifier;
import emiss.data.document.JsonPrinter;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import emiss.results.Records;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Reads documents that ask for one thing each: the settings of a study, with what a configuration says around its studies
 * ({@code inputs}, {@code experiments}, {@code data}, {@code groups}) beside them. They load no code, and name files in one folder
 * only. What stands around is kept as long as its files stay the same. Thread-safe.
 */
public final class RequestReader {
    private static final List<String> AROUND = List.of("inputs", "experiments", "data", "groups");

    /** What files hold that are not there, by their names. */
    private static final String FILES = "files";

    /** How many surroundings are kept. */
    private static final int MOST = 16;

    private final Inventory inventory;
    private final Path folder;
    private final Recent<String, Surroundings> surroundings = new Recent<>(MOST);
    private final SpectrumTables.Kept tables = new SpectrumTables.Kept();

    RequestReader(Inventory inventory, Path folder) {
        this.inventory = inventory;
        this.folder = folder;
    }

    /** What stands around the settings; the same object as long as documents and files say the same. */
    public static final class Surroundings {
        private final InputSettings inputs;
        private final List<Dataset> datasets;
        private final DataChoice data;
        private final Map<String, List<String>> groups;
        private final Map<String, String> datasetFiles;
        private final Map<Path, FileState> states;

        private Surroundings(
                InputSettings inputs,
                List<Dataset> datasets,
                DataChoice data,
                Map<String, List<String>> groups,
                Map<String, String> datasetFiles,
                Map<Path, FileState> states) {
            this.inputs = inputs;
            this.datasets = List.copyOf(datasets);
            this.data = data;
            this.groups = groups;
            this.datasetFiles = datasetFiles;
            this.states = states;
        }

        /** The theory inputs. */
        public InputSettings inputs() {
            return inputs;
        }

        /** The data sets. */
        public List<Dataset> datasets() {
            return datasets;
        }

        /** The data sets by the experiment that they count for: the name of their group, or their own. */
        public Map<String, List<String>> experiments() {
            return Experiments.of(datasets, groups);
        }

        /** Which data of them. */
        public DataChoice data() {
            return data;
        }

        private boolean isCurrent() {
            return states.entrySet().stream()
                    .allMatch(file -> FileState.of(file.getKey()).equals(file.getValue()));
        }
    }

    /**
     * A document.
     *
     * @param surroundings what stands around the settings
     * @param asked what its settings ask for
     */
    public record Request<T>(Surroundings surroundings, T asked) {}

    /** The state of reading one document. */
    private final class Reading {
        private final Problems problems = new Problems();
        private final Map<String, SpectrumTable> named = new LinkedHashMap<>();
        private final NamedFiles files = NamedFiles.within(folder, problems);
        private final ObjectDecoder decoder;
        private final PartReaders parts;
        private final StudiesReader studies;

        Reading(Node document) {
            decoder = new ObjectDecoder(document, "the request", problems);
            decoder.optional(FILES).ifPresent(this::give);
            parts = PartReaders.of(inventory, files, new SpectrumTables(files, problems, tables, named), problems);
            parts.groups().read(decoder);
            studies = new StudiesReader(parts);
        }

        /** Takes what the document says that files hold. */
        private void give(Node node) {
            ObjectDecoder given = new ObjectDecoder(node, "\"" + FILES + "\"", problems);
            node.fields().keySet().forEach(name -> files.give(name, given.string(name), given.location(name)));
            given.finish();
        }

        /** What stands around: what is kept, or read anew. */
        Surroundings around() {
            StringBuilder key = new StringBuilder();
            for (String field : AROUND) {
                decoder.optional(field).ifPresent(node -> append(key.append(field), node));
            }
            return surroundings
                    .find(key.toString())
                    .filter(Surroundings::isCurrent)
                    .orElseGet(() -> {
                        Surroundings read = read();
                        return problems.isEmpty() ? surroundings.replace(key.toString(), read) : read;
                    });
        }

        private Surroundings read() {
            InputSettings inputs =
                    parts.inputs().read(decoder, parts.inputs().defaults()).settings();
            ExperimentsReader experiments = parts.experiments();
            List<Dataset> datasets = experiments.read(decoder, List.of(), inputs);
            experiments.checkCombination(datasets, decoder.location("experiments"));
            DataChoice data = studies.data(decoder, inputs, datasets, DataChoice.OBSERVED);
            parts.groups().check(experiments.ids());
            return new Surroundings(
                    inputs, datasets, data, parts.groups().all(), experiments.fileNames(), files.states());
        }

        /** A decoder of the settings beside them. */
        StudyDecoder settings(List<Field> fields, Surroundings around) {
            return studies.decoder(fields, decoder, around.inputs, around.datasets, Set.of());
        }
    }

    /**
     * Reads a document.
     *
     * @param fields its settings
     * @param decoding reads them; empty only if there is a problem
     * @throws emiss.api.experiment.DataFormatException listing every problem with its line and column
     */
    public <T> Request<T> read(
            Node document, List<Field> fields, BiFunction<StudyDecoder, Surroundings, Optional<T>> decoding) {
        Reading reading = new Reading(document);
        Surroundings around = reading.around();
        Optional<T> asked = reading.settings(fields, around).read(decoder -> decoding.apply(decoder, around));
        reading.problems.throwIfAny();
        return new Request<>(around, asked.orElseThrow());
    }

    /**
     * Reads a document with the settings of one study, as a run of this study alone.
     *
     * @param given its type; empty if the document says it
     * @throws emiss.api.experiment.DataFormatException listing every problem with its line and column
     */
    public RunConfig study(Node document, Optional<String> given) {
        Reading reading = new Reading(document);
        ObjectDecoder decoder = reading.decoder;
        String name = given.orElseGet(() -> decoder.string("type"));
        String id = decoder.has("id") ? Identifier.read(decoder, "id", reading.problems) : name;
        Optional<StudyType> named = inventory.studyType(name, decoder.location("type"), reading.problems);
        reading.problems.throwIfAny();
        StudyType type = named.orElseThrow();
        Surroundings around = reading.around();
        StudyDecoder settings = reading.settings(type.fields(), around);
        Optional<Study> study = settings.decode(type, field -> Optional.empty());
        reading.problems.throwIfAny();
        String text = JsonPrinter.print(configuration(document, id, name));
        return new RunConfig(
                id,
                text,
                Optional.empty(),
                Hash.sha256(text.getBytes(StandardCharsets.UTF_8)),
                inventory.catalogue(),
                around.groups,
                around.datasetFiles,
                reading.named,
                reading.files.named(),
                reading.parts.warnings().lines(),
                List.of(new StudySettings(
                        id,
                        name,
                        around.inputs,
                        around.datasets,
                        around.data,
                        settings.resolved(),
                        study.orElseThrow())),
                List.of(),
                List.of());
    }

    /** Appends a text that no other value has. */
    private static void append(StringBuilder key, Node node) {
        key.append(node.kind()).append(node.text().length()).append(':').append(node.text());
        node.fields().forEach((name, value) -> {
            key.append(name.length()).append(':').append(name);
            append(key, value);
        });
        node.items().forEach(item -> append(key, item));
        key.append(';');
    }

    /** The configuration that asks for the same study. */
    private static Map<String, Object> configuration(Node document, String id, String type) {
        Map<String, Object> configuration = new LinkedHashMap<>();
        Map<String, Object> study = new LinkedHashMap<>();
        study.put("id", id);
        study.put("type", type);
        document.fields().forEach((field, value) -> {
            Object tree = field.equals(FILES) ? null : Records.tree(value);
            if (tree != null) {
                (AROUND.contains(field) ? configuration : study).put(field, tree);
            }
        });
        configuration.put("studies", List.of(study));
        return configuration;
    }
}
