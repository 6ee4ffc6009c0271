package emiss.app.config;

import emiss.api.experiment.DataFormatException;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.DatasetReader;
import emiss.app.file.Hash;
import emiss.app.file.NamedFiles;
import emiss.app.input.DataChoice;
import emiss.app.input.InputsReader;
import emiss.app.plugin.Catalogue;
import emiss.app.study.StudyType;
import emiss.data.FormFactorLibrary;
import emiss.data.StandardInputs;
import emiss.data.document.NearestName;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import emiss.data.document.Syntax;
import emiss.data.document.ValueDecoder;
import emiss.results.Run;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a configuration file (YAML or JSON) and resolves the plugins it names. */
public final class ConfigReader {
    private final Inventory inventory;

    /** Creates a reader for these plugins and study types. */
    @Inject
    public ConfigReader(
            Catalogue catalogue,
            DatasetReader datasetReader,
            FormFactorLibrary formFactors,
            StandardInputs standardInputs,
            Set<StudyType> studyTypes) {
        this.inventory = new Inventory(catalogue, datasetReader, formFactors, standardInputs, studyTypes);
    }

    /**
     * Reads a file.
     *
     * @param notices is told, before it happens, from which jars that the file names code is loaded
     * @throws DataFormatException listing every problem with its line and column
     * @throws IOException if the file cannot be read
     */
    public RunConfig read(Path file, Consumer<String> notices) throws IOException {
        try {
            byte[] content = Files.readAllBytes(file);
            return new Reading(file, content, Optional.of(file.toAbsolutePath()), Map.of(), notices).run();
        } catch (NoSuchFileException missing) {
            throw missing;
        } catch (IOException unreadable) {
            throw new IOException(file + ": " + unreadable.getMessage(), unreadable);
        }
    }

    /**
     * Reads a configuration in YAML or JSON. Files that it names are relative to the current directory.
     *
     * @throws DataFormatException listing every problem with its line and column
     */
    public RunConfig parse(String content) {
        return new Reading(Path.of("configuration"), bytes(content), Optional.empty(), Map.of(), notice -> {}).run();
    }

    /**
     * Reads the configuration that results keep, as if it stood where it was.
     *
     * @param file the file that it was
     * @param notices as for a file
     * @throws DataFormatException listing every problem with its line and column
     */
    public RunConfig parse(String content, Path file, Consumer<String> notices) {
        return parse(content, file, Map.of(), notices);
    }

    /**
     * The same with files that are elsewhere.
     *
     * @param moved where files and folders are that the configuration names, by where they were
     */
    public RunConfig parse(String content, Path file, Map<Path, Path> moved, Consumer<String> notices) {
        return new Reading(file, bytes(content), Optional.of(file.toAbsolutePath()), moved, notices).run();
    }

    /** Reads documents that ask for one thing each and come from elsewhere: they load no code, and name files in {@code folder} only. */
    public RequestReader requests(Path folder) {
        return new RequestReader(inventory, folder.toAbsolutePath().normalize());
    }

    /**
     * Reads a configuration that comes from elsewhere: it loads no code, and names files in one folder only.
     *
     * @param root the document
     * @param text its text, for the results
     * @param folder what paths are relative to
     * @throws DataFormatException listing every problem with its line and column
     */
    public RunConfig parse(Node root, String text, Path folder) {
        return new Reading(folder.resolve("configuration"), bytes(text), Optional.empty(), Map.of(), notice -> {})
                .confined()
                .run(root);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The state of reading one file. */
    private final class Reading {
        private final Path file;
        private final byte[] content;
        private final Problems problems = new Problems();
        private final Optional<Path> recorded;
        private final Map<Path, Path> moved;
        private final Consumer<String> notices;
        private boolean isConfined;

        Reading(Path file, byte[] content, Optional<Path> recorded, Map<Path, Path> moved, Consumer<String> notices) {
            this.file = file;
            this.content = content;
            this.recorded = recorded;
            this.moved = moved;
            this.notices = notices;
        }

        RunConfig run() {
            Syntax syntax = file.toString().endsWith(".json") ? Syntax.JSON : Syntax.YAML;
            Node root = Node.parse(file.toString(), new ByteArrayInputStream(content), syntax, problems);
            problems.throwIfAny();
            return run(root);
        }

        /** The same for a document that loads no code, and names no files outside of its folder. */
        Reading confined() {
            isConfined = true;
            return this;
        }

        RunConfig run(Node root) {
            ObjectDecoder decoder = new ObjectDecoder(root, "the configuration", problems);
            String title = decoder.string("title", file.getFileName().toString());
            NamedFiles files =
                    isConfined ? NamedFiles.within(folder(), problems) : new NamedFiles(folder(), moved, problems);
            ConfigPlugins named = isConfined
                    ? ConfigPlugins.none(decoder, inventory.catalogue(), problems)
                    : ConfigPlugins.read(decoder, inventory.catalogue(), files, problems, notices);
            PartReaders parts = PartReaders.of(
                    inventory.with(named.catalogue()), files, new SpectrumTables(files, problems), problems);
            InputsReader.Chosen inputs =
                    parts.inputs().read(decoder, parts.inputs().defaults());
            parts.groups().read(decoder);
            ExperimentsReader experiments = parts.experiments();
            List<Dataset> runDatasets = experiments.read(decoder, List.of(), inputs.settings());
            StudiesReader studiesReader = new StudiesReader(parts);
            DataChoice runData = studiesReader.data(decoder, inputs.settings(), runDatasets, DataChoice.OBSERVED);
            List<StudySettings> studies = studiesReader.read(decoder.list("studies"), inputs, runDatasets, runData);
            Set<String> ids = studiesReader.ids();
            List<Run.Overlay> figures = new ArrayList<>();
            for (Node node : decoder.optionalList("figures")) {
                figures.add(figure(parts.names(), node, ids));
            }
            List<Run.Quoted> quoted = new ArrayList<>();
            for (Node node : decoder.optionalList("quoted")) {
                quoted.add(quoted(node, ids));
            }
            parts.groups().check(experiments.ids());
            decoder.finish(this::belongsInAStudy);
            if (!problems.isEmpty()) {
                named.report(problems);
            }
            problems.throwIfAny();
            return new RunConfig(
                    title,
                    new String(content, StandardCharsets.UTF_8),
                    recorded,
                    Hash.sha256(content),
                    named.catalogue(),
                    parts.groups().all(),
                    experiments.fileNames(),
                    parts.tables().named(),
                    files.named(),
                    Stream.concat(named.lines().stream(), parts.warnings().lines().stream())
                            .toList(),
                    studies,
                    figures,
                    quoted);
        }

        private Optional<String> belongsInAStudy(String field) {
            boolean isSetting = inventory.studyTypes().stream()
                    .flatMap(type -> type.fields().stream())
                    .anyMatch(setting -> setting.name().equals(field));
            return isSetting || field.equals("type") || field.equals("id")
                    ? Optional.of("belongs in a study")
                    : Optional.empty();
        }

        /** The folder that paths in the file are relative to. */
        private Path folder() {
            return file.toAbsolutePath().getParent();
        }

        private Run.Overlay figure(Names names, Node node, Set<String> studies) {
            ObjectDecoder decoder = new ObjectDecoder(node, "a figure", problems);
            String id = names.read(decoder, "figure");
            List<String> overlay = new ArrayList<>();
            List<List<String>> panels = new ArrayList<>();
            if (decoder.has("panels")) {
                if (decoder.has("overlay")) {
                    problems.add(
                            decoder.location("panels"), "a figure has either overlay or panels, expected one of them");
                    decoder.list("overlay");
                }
                for (Node panel : decoder.list("panels")) {
                    panels.add(overlay(ValueDecoder.asList(panel, "a panel", problems), studies, overlay));
                }
            } else {
                overlay(decoder.list("overlay"), studies, overlay);
            }
            decoder.finish();
            return new Run.Overlay(id, overlay, panels.isEmpty() ? null : panels);
        }

        /** Reads ids of studies, and adds them to those that the figure has already. */
        private List<String> overlay(List<Node> items, Set<String> studies, List<String> before) {
            List<String> overlay = new ArrayList<>();
            for (Node item : items) {
                String study = ValueDecoder.asString(item, "a study", problems);
                if (before.contains(study)) {
                    problems.add(item.location(), "study \"" + study + "\" is named twice");
                } else if (!study.isEmpty() && !studies.contains(study)) {
                    problems.add(item.location(), NearestName.unknown("study", study, studies));
                }
                overlay.add(study);
                before.add(study);
            }
            return overlay;
        }

        private Run.Quoted quoted(Node node, Set<String> studies) {
            ObjectDecoder decoder = new ObjectDecoder(node, "a quoted value", problems);
            String study = decoder.string("study");
            if (!study.isEmpty() && !studies.contains(study)) {
                problems.add(decoder.location("study"), NearestName.unknown("study", study, studies));
            }
            String at = decoder.string("at");
            if (!at.isEmpty() && !at.startsWith("/")) {
                problems.add(
                        decoder.location("at"), "\"at\" is \"" + at + "\", expected a JSON pointer like /couplings/hV");
            }
            @Nullable Double uncertainty = decoder.has("uncertainty") ? (Double) decoder.number("uncertainty") : null;
            if (uncertainty != null && !(uncertainty > 0)) {
                problems.add(decoder.location("uncertainty"), "uncertainty is " + uncertainty + ", expected > 0");
            }
            Run.Quoted quoted = new Run.Quoted(
                    decoder.string("label"),
                    study,
                    at,
                    decoder.number("value"),
                    uncertainty,
                    decoder.string("source"),
                    null,
                    null);
            decoder.finish();
            return quoted;
        }
    }
}
