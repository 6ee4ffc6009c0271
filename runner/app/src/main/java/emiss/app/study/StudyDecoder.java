package emiss.app.study;

import emiss.analysis.Theory;
import emiss.api.DoubleVector;
import emiss.api.decay.Transition;
import emiss.api.experiment.Dataset;
import emiss.api.scenario.Scenario;
import emiss.app.file.NamedFiles;
import emiss.app.plugin.Catalogue;
import emiss.data.StandardInputs;
import emiss.data.document.Kind;
import emiss.data.document.Location;
import emiss.data.document.NearestName;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import emiss.data.document.ValueDecoder;
import emiss.data.document.WorkLimit;
import emiss.physics.TabulatedScenario;
import emiss.results.Records;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings of one study, or of a hypothesis inside other settings, checks what several have in common, and keeps every
 * setting as it was resolved, for the results. It is one class because studies ask it for every kind of setting by its field;
 * couplings and what is invisible have readers of their own.
 */
public final class StudyDecoder {
    /** Says that a mass floats over all possible values. */
    private static final String FREE = "free";

    private final List<Field> declared;
    private final ObjectDecoder fields;
    private final Surroundings around;
    private final Problems problems;
    private final int problemsBefore;
    private final Map<String, @Nullable Object> resolved = new LinkedHashMap<>();

    /**
     * What stands around the settings.
     *
     * @param problems collects what is wrong
     * @param warnings collects what is probably not meant
     * @param catalogue the plugins
     * @param tables reads the table of spectra that a node names, and reports what is wrong
     * @param standardInputs the catalogue of transitions
     * @param theory makes the theory inputs; throws if they are wrong
     * @param datasets the data sets of the study
     * @param groups data sets that count as one experiment, by name
     * @param earlierStudies ids of the studies before this one
     * @param allStudies ids of all studies
     * @param files reads files that settings name
     */
    public record Surroundings(
            Problems problems,
            Problems warnings,
            Catalogue catalogue,
            Function<Node, Optional<TabulatedScenario>> tables,
            StandardInputs standardInputs,
            Supplier<Theory> theory,
            List<Dataset> datasets,
            Map<String, List<String>> groups,
            Set<String> earlierStudies,
            Set<String> allStudies,
            NamedFiles files) {}

    /**
     * Creates a decoder.
     *
     * @param declared the settings that there may be
     * @param fields the study
     * @param around what stands around them
     */
    public StudyDecoder(List<Field> declared, ObjectDecoder fields, Surroundings around) {
        this.declared = declared;
        this.fields = fields;
        this.around = around;
        this.problems = around.problems;
        this.problemsBefore = problems.count();
    }

    /**
     * Reads the study; empty if there is a problem.
     *
     * @param type the type of the study
     * @param elsewhere where a field belongs that no study has, in words; empty if nowhere
     */
    public Optional<Study> decode(StudyType type, Function<String, Optional<String>> elsewhere) {
        Optional<Study> study = read(type.decoding(), elsewhere);
        if (study.isEmpty() && problems.count() == problemsBefore) {
            throw new IllegalStateException("the settings of a " + type.name() + " study at " + fields.location()
                    + " gave neither a study nor a problem");
        }
        return study;
    }

    /** Reads something else than a study; empty if there is a problem. */
    public <T> Optional<T> read(Function<StudyDecoder, Optional<T>> decoding) {
        return read(decoding, field -> Optional.empty());
    }

    private <T> Optional<T> read(
            Function<StudyDecoder, Optional<T>> decoding, Function<String, Optional<String>> elsewhere) {
        Optional<T> found = decoding.apply(this);
        boolean failed = problems.count() > problemsBefore;
        for (Field field : declared) {
            boolean unread = !fields.isKnown(field.name()) && fields.has(field.name());
            // after a problem the meaning of other settings may be open, and they were left unread
            if (unread && !failed) {
                problem(field, "\"" + field.name() + "\" does not apply to this study");
            }
        }
        fields.finish(elsewhere);
        return problems.count() == problemsBefore ? found : Optional.empty();
    }

    /** The settings as they were resolved, in the words of a configuration and the order in which they are declared. */
    public Map<String, @Nullable Object> resolved() {
        Map<String, @Nullable Object> ordered = new LinkedHashMap<>();
        for (Field field : declared) {
            if (resolved.containsKey(field.name())) {
                ordered.put(field.name(), resolved.get(field.name()));
            }
        }
        resolved.forEach(ordered::putIfAbsent);
        return ordered;
    }

    /** Keeps a setting as it was resolved. */
    public <T> T resolve(Field field, T value) {
        return resolve(field.name(), value);
    }

    /** Keeps something that is no setting of the study itself and belongs to its record. */
    public <T> T resolve(String name, T value) {
        resolved.put(name, Records.tree(value));
        return value;
    }

    /** Records a problem. */
    public void problem(Location where, String message) {
        problems.add(where, message);
    }

    /** Records a problem if a setting asks for too much work; false then. {@code what} says with a verb what there is so much of. */
    public boolean limit(WorkLimit limit, double amount, Field field, String what, String units) {
        return limit.check(amount, what, units, location(field), problems);
    }

    /** Records something that is allowed, and probably not meant. */
    public void warning(Field field, String message) {
        around.warnings.add(location(field), message);
    }

    /** Records a problem with a setting. */
    public void problem(Field field, String message) {
        problems.add(location(field), message);
    }

    /**
     * What a file holds that a setting names; empty, and problems, if it cannot be read or is wrong.
     *
     * @param name the path, relative to the configuration
     * @param what what to call it in messages, for example {@code the data set}
     * @param entry the place of what names it, for problems of its content
     * @param where the place of its name, for problems of the file
     * @param reader reads its content, of the given name
     */
    public <T> Optional<T> file(
            String name, String what, Location entry, Location where, BiFunction<InputStream, String, T> reader) {
        return around.files.path(name, where).flatMap(path -> around.files.read(path, what, entry, where, reader));
    }

    /** The theory inputs of the study; empty if they are wrong, which is said elsewhere. */
    public Optional<Theory> theory() {
        try {
            return Optional.of(around.theory.get());
        } catch (IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }

    /** Where the study is. */
    public Location location() {
        return fields.location();
    }

    /** Where a setting is. */
    public Location location(Field field) {
        return fields.location(field.name());
    }

    /** Collects what is wrong. */
    Problems problems() {
        return problems;
    }

    /** The text of a setting that must be there; empty, and a problem, if it is not. */
    String string(Field field) {
        return fields.string(field.name());
    }

    /** Whether a setting is given. */
    public boolean has(Field field) {
        return fields.has(field.name());
    }

    /** What a setting that may be missing is given as. */
    public Optional<Node> given(Field field) {
        return fields.optional(field.name());
    }

    /** A problem if a setting is missing. */
    public void require(Field field) {
        fields.required(field.name());
    }

    /** A problem if an object is given and empty. */
    public void requireFilled(Field field) {
        given(field)
                .filter(node -> node.kind() == Kind.OBJECT && node.fields().isEmpty())
                .ifPresent(node -> problems.add(
                        node.location(), "\"" + field.name() + "\" is empty, expected at least one value"));
    }

    /** A number; its fallback if it has one and is not given. */
    public double number(Field field) {
        return resolve(
                field, field.required() ? fields.number(field.name()) : fields.number(field.name(), field.number()));
    }

    /** A whole number; its fallback if it has one and is not given. */
    public int whole(Field field) {
        return field.required() ? resolve(field, fields.integer(field.name())) : whole(field, (int) field.number());
    }

    /** A whole number; another, which is no fallback to show with the setting, if it is not given or wrong. */
    public int whole(Field field, int otherwise) {
        return resolve(field, fields.integer(field.name(), otherwise));
    }

    /** How many q2 values a curve has. */
    public int curvePoints(Field field) {
        int points = whole(field);
        if (points < 1) {
            problem(field, field.name() + " is " + points + ", expected >= 1");
        }
        limit(WorkLimit.CURVE_POINTS, points, field, "a curve has", "points");
        return points;
    }

    /** A truth value, false unless it is given. */
    public boolean flag(Field field) {
        return resolve(field, fields.bool(field.name(), Boolean.TRUE.equals(field.fallback())));
    }

    /** One of the texts that the setting may be; its fallback, or the empty text, if it is not given or wrong. */
    public String choice(Field field) {
        Map<String, String> choices = field.choices().stream()
                .collect(Collectors.toMap(Function.identity(), Function.identity(), (a, b) -> a, LinkedHashMap::new));
        String fallback = field.fallback() == null ? "" : field.fallback().toString();
        return resolve(
                field,
                field.required()
                        ? fields.requiredOneOf(field.name(), choices, fallback)
                        : fields.oneOf(field.name(), choices, fallback));
    }

    /** The values of a grid; none if it is not given, which is a problem if it must be. */
    public DoubleVector grid(Field field) {
        Optional<Node> node = field.required() ? fields.required(field.name()) : fields.optional(field.name());
        return resolve(
                field,
                node.map(found -> Grid.read(found, "\"" + field.name() + "\"", problems))
                        .orElse(DoubleVector.of()));
    }

    /** The settings inside a setting; empty if there is a problem. */
    public Optional<ObjectDecoder> object(Field field) {
        return fields.object(field.name());
    }

    /** The object that a setting is; empty if it is a text, or missing. */
    public Optional<Node> nameOrObject(Field field) {
        return fields.optional(field.name()).filter(node -> node.kind() == Kind.OBJECT);
    }

    /** Reads the settings inside a setting as those of a study are read. */
    public <T> Optional<T> inside(Field field, Node node, Function<StudyDecoder, Optional<T>> decoding) {
        ObjectDecoder object = new ObjectDecoder(node, "\"" + field.name() + "\"", problems);
        StudyDecoder inside = new StudyDecoder(declared, object, around);
        Optional<T> found = inside.read(decoding);
        resolve(field, inside.resolved());
        return found;
    }

    /** The items of a list; none if it is not given, which is a problem if it must be. */
    public List<Node> items(Field field) {
        return field.required() ? fields.list(field.name()) : fields.optionalList(field.name());
    }

    /** A decoder for an object inside the settings, whose problems are recorded with those of the study. */
    public ObjectDecoder object(Node node, String what) {
        return new ObjectDecoder(node, what, problems);
    }

    /** The values of {@code from, to, step | points, scale} among the fields of an object. */
    public DoubleVector range(ObjectDecoder object, String what) {
        return Grid.range(object, what, problems);
    }

    /** A number inside the settings. */
    public double number(Node node, String what) {
        return ValueDecoder.asNumber(node, what, problems);
    }

    /** One of several texts inside the settings; empty, and a problem, if it is none of them. */
    public <T> Optional<T> choice(Node node, String what, Map<String, T> choices) {
        String found = text(node, what);
        if (!found.isEmpty() && !choices.containsKey(found)) {
            problem(node.location(), NearestName.unknown(what, found, choices.keySet()));
        }
        return Optional.ofNullable(choices.get(found));
    }

    /** Whether nothing is wrong so far. */
    public boolean isRight() {
        return problems.isEmpty();
    }

    /** The text of a string inside the settings. */
    public String text(Node node, String what) {
        return ValueDecoder.asString(node, what, problems);
    }

    /** A confidence level, which must be between 0 and 1. */
    public double level(Field field) {
        return checkedLevel(number(field), location(field));
    }

    /** The same inside an object. */
    public double level(Field field, ObjectDecoder object) {
        return checkedLevel(object.number(field.name(), field.number()), object.location(field.name()));
    }

    private double checkedLevel(double level, Location where) {
        if (!(level > 0 && level < 1)) {
            problems.add(where, "level is " + level + ", expected between 0 and 1");
        }
        return level;
    }

    /** Records a problem if the study has no data set. */
    public void requireData() {
        if (around.datasets.isEmpty() && problems.isEmpty()) {
            problems.add(
                    fields.location(), "the study has no data: \"experiments\" is missing in the study and in the run");
        }
    }

    /** The data sets of the study. */
    public List<Dataset> datasets() {
        return around.datasets;
    }

    /** The data sets of the study by the experiment they count for: the name of their group, or their own. */
    public Map<String, List<String>> groups() {
        return Experiments.of(around.datasets, around.groups);
    }

    /** The data sets named by the optional list {@code experiments} of an object, groups resolved; by default all. */
    public List<String> subset(ObjectDecoder object) {
        List<String> all = around.datasets.stream().map(Dataset::id).toList();
        if (!object.has("experiments")) {
            return all;
        }
        Map<String, List<String>> named = groups();
        Set<String> chosen = new LinkedHashSet<>();
        for (Node node : object.list("experiments")) {
            String name = text(node, "an experiment");
            if (all.contains(name)) {
                chosen.add(name);
            } else if (named.containsKey(name)) {
                chosen.addAll(named.get(name));
            } else if (!name.isEmpty()) {
                Set<String> valid = new LinkedHashSet<>(named.keySet());
                valid.addAll(all);
                problems.add(node.location(), NearestName.unknown("experiment of the study", name, valid));
            }
        }
        return List.copyOf(chosen);
    }

    /** Reads what is invisible. */
    public CandidateDecoder candidate() {
        return new CandidateDecoder(this, around.catalogue, around.tables);
    }

    /** The transition; empty if there is a problem. */
    public Optional<Transition> transition() {
        String id = fields.string(Fields.TRANSITION.name());
        if (id.isEmpty()) {
            return Optional.empty();
        }
        resolve(Fields.TRANSITION, id);
        Optional<Transition> transition = around.standardInputs.transition(id);
        if (transition.isEmpty()) {
            List<String> valid = around.standardInputs.transitions().stream()
                    .map(Transition::id)
                    .toList();
            problem(Fields.TRANSITION, NearestName.unknown("transition", id, valid));
        }
        return transition;
    }

    /** A transition of the catalogue. */
    Optional<Transition> transition(String id) {
        return around.standardInputs.transition(id);
    }

    /** The transitions that the data sets of the study measure. */
    public List<Transition> measuredTransitions() {
        return around.datasets.stream()
                .flatMap(dataset -> dataset.transitions().stream())
                .distinct()
                .flatMap(id -> around.standardInputs.transition(id).stream())
                .toList();
    }

    /** Reads the couplings of a scenario. */
    public CouplingDecoder couplings(Scenario scenario) {
        return new CouplingDecoder(this, scenario);
    }

    /** Confidence levels, each between 0 and 1; {@code standard} if none is given. */
    public DoubleVector levels(Field field, DoubleVector standard) {
        DoubleVector levels = has(field) ? grid(field) : resolve(field, standard);
        for (int i = 0; i < levels.size(); i++) {
            checkedLevel(levels.at(i), location(field));
        }
        return levels;
    }

    /** The masses [GeV] of a grid, checked against the kinematic limit of the measured transitions. */
    public DoubleVector masses(Field field, Scenario scenario) {
        return masses(field, scenario, measuredTransitions());
    }

    /** The same masses in their order. */
    public DoubleVector ascendingMasses(Field field, Scenario scenario) {
        return DoubleVector.of(
                Arrays.stream(masses(field, scenario).toArray()).sorted().toArray());
    }

    /**
     * The masses [GeV] of a grid, or all possible ones for the word {@code free}, each checked against the scenario and the
     * kinematic limit of the transitions; a massless scenario needs none.
     */
    public DoubleVector masses(Field field, Scenario scenario, List<Transition> transitions) {
        MassRange range = new MassRange(scenario, transitions);
        if (range.only().isPresent() && !has(field)) {
            range.check(range.only().getAsDouble(), location(), problems);
            return resolve(field, DoubleVector.of(range.only().getAsDouble()));
        }
        boolean free = given(field)
                .filter(node -> node.kind() == Kind.STRING && node.text().equals(FREE))
                .isPresent();
        DoubleVector masses = resolve(field, free ? range.grid() : grid(field));
        WorkLimit.FITTED_MASSES.check(
                masses.size(), "\"" + field.name() + "\" has", "masses", location(field), problems);
        if (masses.size() > 0) {
            // one line for a whole grid: if any mass is wrong, the lightest or the heaviest is
            double[] sorted = masses.toArray();
            Arrays.sort(sorted);
            DoubleStream.of(sorted[0], sorted[sorted.length - 1])
                    .distinct()
                    .forEach(mass -> range.check(mass, location(field), problems));
            for (int i = 1; i < sorted.length; i++) {
                if (sorted[i] == sorted[i - 1]) {
                    problem(field, "the mass " + sorted[i] + " GeV is given twice");
                    break;
                }
            }
        }
        return masses;
    }

    /** One mass [GeV], checked against the kinematic limit of the measured transitions. */
    public double mass(Scenario scenario) {
        return mass(scenario, measuredTransitions());
    }

    /** One mass [GeV], checked against that of other transitions. */
    public double mass(Scenario scenario, List<Transition> transitions) {
        MassRange range = new MassRange(scenario, transitions);
        if (range.only().isPresent() && !has(Fields.MASS)) {
            range.check(range.only().getAsDouble(), location(), problems);
            return resolve(Fields.MASS, range.only().getAsDouble());
        }
        double mass = number(Fields.MASS);
        range.check(mass, location(Fields.MASS), problems);
        return mass;
    }

    /** Records a problem if the mass [GeV] is not possible for the scenario in any of the measured transitions. */
    public void checkMass(double mass, Scenario scenario, Location where) {
        new MassRange(scenario, measuredTransitions()).check(mass, where, problems);
    }

    /** Transitions named by a list; none if it is not given. */
    public List<String> transitions(Field field) {
        List<String> valid =
                around.standardInputs.transitions().stream().map(Transition::id).toList();
        List<String> ids = new ArrayList<>();
        for (Node node : items(field)) {
            String id = text(node, "a transition");
            if (!id.isEmpty() && !valid.contains(id)) {
                problems.add(node.location(), NearestName.unknown("transition", id, valid));
            } else if (ids.contains(id)) {
                problems.add(node.location(), "transition \"" + id + "\" is named twice");
            }
            ids.add(id);
        }
        return ids.isEmpty() ? ids : resolve(field, ids);
    }

    /** An earlier study named by a text; empty if there is a problem. */
    public Optional<String> earlierStudy(Field field) {
        String id = fields.string(field.name());
        return !id.isEmpty() && isEarlier(id, location(field)) ? Optional.of(resolve(field, id)) : Optional.empty();
    }

    /** Whether a study is before this one; a problem otherwise. */
    public boolean isEarlier(String id, Location where) {
        if (!around.earlierStudies.contains(id)) {
            problems.add(
                    where,
                    around.allStudies.contains(id)
                            ? "study \"" + id + "\" is not before this one; move this one behind it"
                            : NearestName.unknown("earlier study", id, around.earlierStudies));
            return false;
        }
        return true;
    }

    /** Earlier studies named by a list. */
    public List<String> earlierStudies(Field field) {
        List<String> ids = new ArrayList<>();
        for (Node node : items(field)) {
            String id = text(node, "a study");
            if (ids.contains(id)) {
                problems.add(node.location(), "study \"" + id + "\" is named twice");
            } else if (!id.isEmpty()) {
                isEarlier(id, node.location());
            }
            ids.add(id);
        }
        return resolve(field, ids);
    }
}
