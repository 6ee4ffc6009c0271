package emiss.app.input;

import emiss.analysis.FormFactorUncertainty;
import emiss.analysis.Theory;
import emiss.api.decay.Daughter;
import emiss.api.decay.FormFactorTable;
import emiss.api.decay.Transition;
import emiss.app.file.NamedFiles;
import emiss.app.input.InputFiles.FormFactorFile;
import emiss.app.input.InputFiles.StandardModelFile;
import emiss.data.FormFactorLibrary;
import emiss.data.StandardInputs;
import emiss.data.document.Kind;
import emiss.data.document.Location;
import emiss.data.document.NearestName;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import emiss.data.document.ValueDecoder;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Reads the field {@code inputs} of a run or a study, with the files that it names. */
public final class InputsReader {
    /** Far heavier than the b quark; a larger number is in MeV [GeV]. */
    private static final Map<String, FormFactorUncertainty> UNCERTAINTIES = Map.of(
            "none", FormFactorUncertainty.NONE,
            "template", FormFactorUncertainty.TEMPLATE,
            "coherent", FormFactorUncertainty.COHERENT);

    private static final double HEAVIEST_QUARK = 20;

    /**
     * Inputs, and which quark masses the configuration itself gives.
     *
     * @param settings the inputs
     * @param givenMasses masses [GeV] of {@code b} and {@code s} that stay if the Standard-Model inputs are replaced
     */
    public record Chosen(InputSettings settings, Map<String, Double> givenMasses) {
        /** Copies the map. */
        public Chosen {
            givenMasses = Collections.unmodifiableMap(new TreeMap<>(givenMasses));
        }
    }

    private final FormFactorLibrary formFactors;
    private final StandardInputs builtIn;
    private final NamedFiles named;
    private final Problems problems;
    private final Map<Path, Optional<FormFactorTable>> tables = new HashMap<>();
    private final Map<Path, Optional<StandardInputs>> standardInputs = new HashMap<>();

    /**
     * Creates a reader.
     *
     * @param files reads the files that inputs name
     */
    public InputsReader(FormFactorLibrary formFactors, StandardInputs builtIn, NamedFiles files, Problems problems) {
        this.formFactors = formFactors;
        this.builtIn = builtIn;
        this.named = files;
        this.problems = problems;
    }

    /** The inputs of a configuration that says nothing about them. */
    public Chosen defaults() {
        return new Chosen(InputSettings.standard(builtIn, formFactors), Map.of());
    }

    /**
     * The theory that inputs make.
     *
     * @throws IllegalArgumentException if a form-factor set does not exist or is for another process
     */
    public Theory theory(InputSettings inputs) {
        return inputs.theory(builtIn, formFactors);
    }

    /** The inputs of {@code parent}; what it does not say is as in {@code defaults}. */
    public Chosen read(ObjectDecoder parent, Chosen defaults) {
        Optional<ObjectDecoder> present = parent.optionalObject("inputs");
        if (present.isEmpty()) {
            return defaults;
        }
        int earlier = problems.count();
        ObjectDecoder decoder = present.get();
        InputSettings before = defaults.settings();
        Map<String, String> sets = new LinkedHashMap<>(before.formFactors());
        Map<String, FormFactorFile> files = new LinkedHashMap<>(before.files().formFactors());
        Optional<StandardModelFile> standardModel = decoder.optional("standardModel")
                .map(this::standardModel)
                .orElse(before.files().standardModel());
        StandardInputs standard = standardModel.map(StandardModelFile::inputs).orElse(builtIn);
        boolean catalogueIsKnown = problems.count() == earlier;
        decoder.optional("formFactors")
                .filter(node -> ValueDecoder.check(node, Kind.OBJECT, "\"formFactors\"", problems))
                .ifPresent(chosen -> {
                    Set<String> processes = processes(standard);
                    chosen.fields().forEach((process, node) -> {
                        if (catalogueIsKnown && !processes.contains(process)) {
                            problems.add(
                                    chosen.keyLocation(process), NearestName.unknown("process", process, processes));
                        } else {
                            formFactorSet(node, process, sets, files);
                        }
                    });
                });
        Map<String, Double> given = new LinkedHashMap<>(defaults.givenMasses());
        decoder.optionalObject("quarkMasses").ifPresent(chosen -> {
            for (String quark : List.of("b", "s")) {
                if (chosen.has(quark)) {
                    given.put(quark, nonNegative(chosen, quark, 0));
                }
            }
            chosen.finish();
        });
        Map<String, Double> masses = masses(standard, given);
        if (masses.get("b") > HEAVIEST_QUARK) {
            problems.add(
                    decoder.location(decoder.has("quarkMasses") ? "quarkMasses" : "standardModel"),
                    "the quark mass b is " + masses.get("b") + " GeV, expected at most " + HEAVIEST_QUARK
                            + "; is it in MeV?");
        }
        if (!(masses.get("b") > masses.get("s"))) {
            problems.add(
                    decoder.location(decoder.has("quarkMasses") ? "quarkMasses" : "standardModel"),
                    "the quark masses are b = " + masses.get("b") + ", s = " + masses.get("s")
                            + " GeV, expected b > s");
        }
        double smUncertainty = nonNegative(decoder, "smUncertainty", before.smUncertainty());
        if (smUncertainty > 1) {
            problems.add(
                    decoder.location("smUncertainty"),
                    "smUncertainty is " + smUncertainty + ", expected at most 1, because it is relative");
        }
        FormFactorUncertainty uncertainty =
                decoder.oneOf("formFactorUncertainty", UNCERTAINTIES, before.formFactorUncertainty());
        double bsMixing = decoder.optionalObject("bsMixing").map(this::bsMixing).orElse(before.bsMixing());
        decoder.finish();
        InputSettings settings = new InputSettings(
                sets, masses, smUncertainty, uncertainty, new InputFiles(files, standardModel), bsMixing);
        if (problems.count() == earlier && !settings.files().equals(InputFiles.NONE)) {
            checkFormFactors(settings, standard, decoder.location());
        }
        return new Chosen(settings, given);
    }

    private double bsMixing(ObjectDecoder mixing) {
        double ys = mixing.number("ys");
        mixing.finish();
        if (!(ys >= 0 && ys < 1)) {
            problems.add(mixing.location("ys"), "ys is " + ys + ", expected at least 0 and below 1; measured is 0.06");
        }
        return ys;
    }

    private static Map<String, Double> masses(StandardInputs standard, Map<String, Double> given) {
        Map<String, Double> masses = new LinkedHashMap<>();
        masses.putAll(InputSettings.quarkMasses(standard));
        masses.putAll(given);
        return masses;
    }

    private double nonNegative(ObjectDecoder decoder, String key, double fallback) {
        double value = decoder.number(key, fallback);
        if (value < 0) {
            problems.add(decoder.location(key), key + " is " + value + ", expected >= 0");
        }
        return value;
    }

    /** Puts the set of a process where it belongs: a built-in one by its id, or that of a file. */
    private void formFactorSet(Node node, String process, Map<String, String> sets, Map<String, FormFactorFile> files) {
        if (node.kind() != Kind.OBJECT) {
            builtIn(node, process).ifPresent(id -> {
                sets.put(process, id);
                files.remove(process);
            });
            return;
        }
        file(node, "the form-factor set", tables, FormFactorLibrary::read).ifPresent(read -> {
            FormFactorTable table = read.content();
            if (table.process().equals(process)) {
                sets.put(process, table.id());
                files.put(process, new FormFactorFile(read.name(), table));
            } else {
                problems.add(
                        node.location(),
                        "the form-factor set " + read.name() + " is for " + table.process() + ", expected one for "
                                + process);
            }
        });
    }

    private Optional<String> builtIn(Node node, String process) {
        int before = problems.count();
        String id = ValueDecoder.asString(node, "\"" + process + "\"", problems);
        List<String> valid = formFactors.ids(process);
        if (problems.count() > before) {
            return Optional.empty();
        }
        if (valid.isEmpty()) {
            problems.add(
                    node.location(), "no form-factor set for " + process + " comes with Emiss, expected {file: ...}");
            return Optional.empty();
        }
        if (!valid.contains(id)) {
            problems.add(node.location(), NearestName.unknown("form-factor set for " + process, id, valid));
            return Optional.empty();
        }
        return Optional.of(id);
    }

    private Optional<StandardModelFile> standardModel(Node node) {
        if (node.kind() == Kind.OBJECT) {
            return file(node, "the Standard-Model inputs", standardInputs, StandardInputs::read)
                    .map(read -> new StandardModelFile(read.name(), read.content()));
        }
        if (ValueDecoder.check(node, Kind.STRING, "\"standardModel\"", problems)
                && !node.text().equals(InputSettings.BUILT_IN)) {
            problems.add(
                    node.location(),
                    "\"standardModel\" is \"" + node.text() + "\", expected {file: ...} or " + InputSettings.BUILT_IN);
        }
        return Optional.empty();
    }

    private record Read<T>(String name, T content) {}

    /** What {@code {file: ...}} names; a file that is named twice is read, and complained about, once. */
    private <T> Optional<Read<T>> file(
            Node node, String what, Map<Path, Optional<T>> earlier, BiFunction<InputStream, String, T> reader) {
        int before = problems.count();
        ObjectDecoder decoder = new ObjectDecoder(node, what, problems);
        String name = decoder.string("file");
        decoder.finish();
        if (problems.count() > before) {
            return Optional.empty();
        }
        return named.path(name, decoder.location("file"))
                .flatMap(path -> earlier.computeIfAbsent(
                        path, key -> named.read(key, what, node.location(), decoder.location("file"), reader)))
                .map(content -> new Read<>(name, content));
    }

    /** The processes that form factors may be given for: those of the catalogue, and those with built-in sets. */
    private Set<String> processes(StandardInputs standard) {
        Set<String> processes = new LinkedHashSet<>(formFactors.defaults().keySet());
        withFormFactors(standard).map(Transition::process).forEach(processes::add);
        return processes;
    }

    private static Stream<Transition> withFormFactors(StandardInputs standard) {
        return standard.transitions().stream().filter(transition -> transition.daughter() != Daughter.NONE);
    }

    private void checkFormFactors(InputSettings settings, StandardInputs standard, Location where) {
        Set<String> missing = new LinkedHashSet<>();
        withFormFactors(standard).forEach(transition -> {
            String process = transition.process();
            Optional<FormFactorTable> set = settings.formFactorSet(process, formFactors);
            if (set.isPresent()) {
                checkSet(set.get(), transition, where);
            } else if (missing.add(process)) {
                problems.add(
                        where,
                        "no form-factor set for " + process + ", the process of " + transition.id()
                                + ", expected one in \"formFactors\"");
            }
        });
    }

    /** An expansion is good below its first pole and its threshold; beyond, it would give numbers that mean nothing. */
    private void checkSet(FormFactorTable set, Transition transition, Location where) {
        List<String> needed = transition.daughter().formFactors();
        if (!set.poleMasses().keySet().equals(Set.copyOf(needed))) {
            problems.add(
                    where,
                    "the form-factor set " + set.id() + " has "
                            + String.join(", ", set.poleMasses().keySet()) + ", expected " + String.join(", ", needed)
                            + " for " + transition.id());
            return;
        }
        double pole = Collections.min(set.poleMasses().values());
        double end = Math.min(set.expansion().tPlus(), pole * pole);
        if (!(transition.q2Max() < end)) {
            problems.add(
                    where,
                    "the form-factor set " + set.id() + " has a pole or its threshold at q2 = "
                            + Math.round(end * 1e4) / 1e4 + " GeV^2, expected beyond the end point of "
                            + transition.id() + ", " + Math.round(transition.q2Max() * 1e4) / 1e4);
        }
    }
}
