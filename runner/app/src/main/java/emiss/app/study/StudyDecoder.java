package emiss.app.study;

import emiss.analysis.DerivedQuantity;
import emiss.api.DoubleVector;
import emiss.api.decay.Transition;
import emiss.api.experiment.Dataset;
import emiss.api.scenario.Basis;
import emiss.api.scenario.Complex;
import emiss.api.scenario.FinalState;
import emiss.api.scenario.Scenario;
import emiss.app.plugin.Catalogue;
import emiss.app.plugin.Plugin;
import emiss.data.StandardInputs;
import emiss.data.document.Kind;
import emiss.data.document.Location;
import emiss.data.document.NearestName;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import emiss.results.Records;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings of one study, checks what several types have in common, and keeps every setting as it was resolved, for the
 * results.
 */
public final class StudyDecoder {
    /** Says that a mass floats over all possible values. */
    private static final String FREE = "free";

    private final StudyType type;
    private final ObjectDecoder fields;
    private final Problems problems;
    private final Catalogue catalogue;
    private final StandardInputs standardInputs;
    private final List<Dataset> datasets;
    private final Map<String, List<String>> groups;
    private final Set<String> earlierStudies;
    private final int problemsBefore;
    private final Map<String, @Nullable Object> resolved = new LinkedHashMap<>();

    /**
     * Creates a decoder.
     *
     * @param type the type of the study
     * @param fields the study
     * @param problems collects what is wrong
     * @param catalogue the plugins
     * @param standardInputs the catalogue of transitions
     * @param datasets the data sets of the study
     * @param groups data sets that count as one experiment, by name
     * @param earlierStudies ids of the studies before this one
     */
    public StudyDecoder(
            StudyType type,
            ObjectDecoder fields,
            Problems problems,
            Catalogue catalogue,
            StandardInputs standardInputs,
            List<Dataset> datasets,
            Map<String, List<String>> groups,
            Set<String> earlierStudies) {
        this.type = type;
        this.fields = fields;
        this.problems = problems;
        this.catalogue = catalogue;
        this.standardInputs = standardInputs;
        this.datasets = datasets;
        this.groups = groups;
        this.earlierStudies = earlierStudies;
        this.problemsBefore = problems.count();
    }

    /** Reads the study; empty if there is a problem. */
    public Optional<Study> decode() {
        Optional<Study> study = type.decoding().apply(this);
        boolean failed = problems.count() > problemsBefore;
        for (Field field : type.fields()) {
            String name = field.name();
            boolean unread = !fields.isKnown(name) && fields.has(name);
            // after a problem the meaning of other settings may be open, and they were left unread
            if (unread && !failed) {
                problems.add(fields.location(name), "\"" + name + "\" does not apply to this study");
            }
        }
        fields.finish();
        return problems.count() > problemsBefore ? Optional.empty() : study;
    }

    /** The settings as they were resolved, in the words of a configuration and the order of the type. */
    public Map<String, @Nullable Object> resolved() {
        Map<String, @Nullable Object> ordered = new LinkedHashMap<>();
        for (Field field : type.fields()) {
            if (resolved.containsKey(field.name())) {
                ordered.put(field.name(), resolved.get(field.name()));
            }
        }
        resolved.forEach(ordered::putIfAbsent);
        return ordered;
    }

    /** Keeps a setting as it was resolved. */
    public <T> T resolve(String name, T value) {
        resolved.put(name, Records.tree(value));
        return value;
    }

    private <T> T resolve(Field field, T value) {
        return resolve(field.name(), value);
    }

    /** Records a problem. */
    public void problem(Location where, String message) {
        problems.add(where, message);
    }

    /** Records a problem with a setting. */
    public void problem(Field field, String message) {
        problems.add(fields.location(field.name()), message);
    }

    /** Where the study is. */
    public Location location() {
        return fields.location();
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

    /** A number; its fallback if it has one and is not given. */
    public double number(Field field) {
        return resolve(
                field, field.required() ? fields.number(field.name()) : fields.number(field.name(), field.number()));
    }

    /** A whole number; its fallback if it has one and is not given. */
    public int whole(Field field) {
        return resolve(
                field,
                field.required() ? fields.integer(field.name()) : fields.integer(field.name(), (int) field.number()));
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

    /** The text of a string inside the settings. */
    public String text(Node node, String what) {
        return ObjectDecoder.asString(node, what, problems);
    }

    /** A confidence level, which must be between 0 and 1. */
    public double level(Field field) {
        return checkedLevel(number(field), fields.location(field.name()));
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
        if (datasets.isEmpty() && problems.isEmpty()) {
            problems.add(
                    fields.location(), "the study has no data: \"experiments\" is missing in the study and in the run");
        }
    }

    /** The data sets of the study. */
    public List<Dataset> datasets() {
        return datasets;
    }

    /** The data sets of the study by the experiment they count for: the name of their group, or their own. */
    public Map<String, List<String>> groups() {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (Dataset dataset : datasets) {
            String name = groups.entrySet().stream()
                    .filter(group -> group.getValue().contains(dataset.id()))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(dataset.id());
            found.computeIfAbsent(name, key -> new ArrayList<>()).add(dataset.id());
        }
        return found;
    }

    /** The data sets named by the optional list {@code experiments} of an object, groups resolved; by default all. */
    public List<String> subset(ObjectDecoder object) {
        List<String> all = datasets.stream().map(Dataset::id).toList();
        if (!object.has("experiments")) {
            return all;
        }
        Map<String, List<String>> named = groups();
        Set<String> chosen = new LinkedHashSet<>();
        for (Node node : object.optionalList("experiments")) {
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

    /** The scenario; empty if there is a problem. */
    public Optional<Scenario> scenario() {
        String id = fields.string(Fields.SCENARIO.name());
        if (id.isEmpty()) {
            return Optional.empty();
        }
        resolve(Fields.SCENARIO, id);
        Optional<Scenario> scenario = catalogue.scenario(id);
        if (scenario.isEmpty()) {
            List<String> valid = catalogue.scenarios().stream().map(Plugin::id).toList();
            problem(Fields.SCENARIO, NearestName.unknown("scenario", id, valid) + catalogue.leftOut());
        }
        return scenario;
    }

    /** The scale of new physics [GeV]. */
    public double lambda() {
        double lambda = number(Fields.LAMBDA);
        if (!(lambda > 0)) {
            problem(Fields.LAMBDA, "lambda is " + lambda + " GeV, expected > 0");
        }
        return lambda;
    }

    /** The natural width of a single particle [GeV]. */
    public double width(Scenario scenario) {
        double width = number(Fields.WIDTH);
        if (width < 0) {
            problem(Fields.WIDTH, "width is " + width + " GeV, expected >= 0");
        }
        if (width > 0 && scenario.finalState() instanceof FinalState.Pair) {
            problem(Fields.WIDTH, "width applies to single particles, and " + scenario.id() + " is a pair");
        }
        return width;
    }

    /** The transition; empty if there is a problem. */
    public Optional<Transition> transition() {
        String id = fields.string(Fields.TRANSITION.name());
        if (id.isEmpty()) {
            return Optional.empty();
        }
        resolve(Fields.TRANSITION, id);
        Optional<Transition> transition = standardInputs.transition(id);
        if (transition.isEmpty()) {
            List<String> valid =
                    standardInputs.transitions().stream().map(Transition::id).toList();
            problem(Fields.TRANSITION, NearestName.unknown("transition", id, valid));
        }
        return transition;
    }

    /** The transitions that the data sets of the study measure. */
    public List<Transition> measuredTransitions() {
        return datasets.stream()
                .flatMap(dataset -> dataset.transitions().stream())
                .distinct()
                .flatMap(id -> standardInputs.transition(id).stream())
                .toList();
    }

    /** The couplings of a scenario as variables. */
    private static List<Basis.Variable> couplings(Scenario scenario) {
        return scenario.couplings().stream()
                .map(coupling -> Basis.Variable.coupling(coupling.name()))
                .toList();
    }

    /** What a study may name as couplings: those of the scenario, or the variables of the basis that is named. */
    public List<Basis.Variable> variables(Scenario scenario) {
        if (!has(Fields.BASIS)) {
            return couplings(scenario);
        }
        String name = resolve(Fields.BASIS, fields.string(Fields.BASIS.name()));
        Optional<Basis> basis = scenario.bases().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst();
        if (basis.isEmpty() && !name.isEmpty()) {
            List<String> valid = scenario.bases().stream().map(Basis::name).toList();
            problem(Fields.BASIS, NearestName.unknown("basis of " + scenario.id(), name, valid));
        }
        return basis.map(Basis::variables).orElse(List.of());
    }

    /** The coupling or variable {@code name}; a problem unless it is one of {@code valid}. */
    public Optional<Basis.Variable> variable(
            Scenario scenario, List<Basis.Variable> valid, String name, Location where) {
        Optional<Basis.Variable> variable = valid.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst();
        if (variable.isEmpty() && !valid.isEmpty()) {
            List<String> names = valid.stream().map(Basis.Variable::name).toList();
            problems.add(where, NearestName.unknown("coupling of " + scenario.id(), name, names));
        }
        return variable;
    }

    /** The variables that a list names, none twice. */
    public List<Basis.Variable> variables(Field field, Scenario scenario, List<Basis.Variable> valid) {
        List<Basis.Variable> variables = new ArrayList<>();
        for (Node node : items(field)) {
            String name = text(node, "a coupling");
            if (name.isEmpty()) {
                continue;
            }
            variable(scenario, valid, name, node.location()).ifPresent(found -> {
                if (variables.contains(found)) {
                    problems.add(node.location(), "coupling " + name + " is named twice");
                } else {
                    variables.add(found);
                }
            });
        }
        resolve(field.name(), variables.stream().map(Basis.Variable::name).toList());
        return variables;
    }

    /** The couplings to float, from the list {@code couplings}. */
    public List<Basis.Variable> floatingCouplings(Scenario scenario) {
        List<Basis.Variable> couplings = variables(Fields.COUPLINGS, scenario, variables(scenario));
        if (couplings.isEmpty() && problems.isEmpty()) {
            problem(Fields.COUPLINGS, "no coupling is named, expected at least one");
        }
        return couplings;
    }

    /** The values of the optional object {@code couplings}, real, of couplings among {@code valid}. */
    public Map<Basis.Variable, Double> fixedCouplings(Scenario scenario, List<Basis.Variable> valid) {
        Map<Basis.Variable, Double> values = new LinkedHashMap<>();
        given(Fields.COUPLINGS)
                .filter(node -> ObjectDecoder.check(node, Kind.OBJECT, "\"couplings\"", problems))
                .ifPresent(node -> node.fields().forEach((name, value) -> {
                    double number = ObjectDecoder.asNumber(value, "coupling " + name, problems);
                    variable(scenario, valid, name, node.keyLocation(name))
                            .ifPresent(found -> values.put(found, number));
                }));
        Map<String, Double> byName = new LinkedHashMap<>();
        values.forEach((variable, value) -> byName.put(variable.name(), value));
        resolve(Fields.COUPLINGS, byName);
        return values;
    }

    /** The values of the optional object {@code couplings}; empty if it is not there. */
    public Optional<Map<String, Complex>> couplingValues(Scenario scenario) {
        return given(Fields.COUPLINGS).map(node -> resolve(Fields.COUPLINGS, couplingValues(scenario, node)));
    }

    /** The couplings that an object gives: each a number or [re, im]. */
    public Map<String, Complex> couplingValues(Scenario scenario, Node node) {
        Map<String, Complex> values = new LinkedHashMap<>();
        if (!ObjectDecoder.check(node, Kind.OBJECT, "\"couplings\"", problems)) {
            return values;
        }
        node.fields().forEach((name, value) -> {
            variable(scenario, couplings(scenario), name, node.keyLocation(name));
            values.put(name, complex(value, "coupling " + name));
        });
        return values;
    }

    private Complex complex(Node value, String what) {
        if (value.kind() != Kind.ARRAY) {
            return Complex.real(ObjectDecoder.asNumber(value, what, problems));
        }
        double[] parts = ObjectDecoder.asNumbers(value, what, problems);
        if (parts.length != 2) {
            problems.add(value.location(), what + " has " + parts.length + " parts, expected a number or [re, im]");
            return Complex.ZERO;
        }
        return new Complex(parts[0], parts[1]);
    }

    /**
     * Expressions in couplings, from the optional list {@code derived}.
     *
     * @param floating the couplings that may occur
     * @param complex whether they are complex, so that only squares and products have a meaning
     */
    public List<DerivedQuantity> derived(List<Basis.Variable> floating, boolean complex) {
        List<String> valid = floating.stream().map(Basis.Variable::name).toList();
        List<DerivedQuantity> quantities = new ArrayList<>();
        for (Node node : items(Fields.DERIVED)) {
            String text = text(node, "a derived quantity");
            if (text.isEmpty()) {
                continue;
            }
            DerivedQuantity quantity;
            try {
                quantity = DerivedQuantity.parse(text);
            } catch (IllegalArgumentException wrong) {
                problems.add(node.location(), wrong.getMessage());
                continue;
            }
            int before = problems.count();
            if (!valid.isEmpty()) {
                quantity.couplings().stream()
                        .filter(name -> !valid.contains(name))
                        .forEach(name -> problems.add(
                                node.location(), NearestName.unknown("coupling among those that float", name, valid)));
            }
            if (complex && quantity.isLinear()) {
                problems.add(
                        node.location(),
                        "the derived quantity \"" + text
                                + "\" depends on the common phase of complex couplings, expected squares or products");
            }
            if (quantities.stream().anyMatch(other -> other.text().equals(text))) {
                problems.add(node.location(), "the derived quantity \"" + text + "\" is named twice");
            }
            if (problems.count() == before) {
                quantities.add(quantity);
            }
        }
        resolve(Fields.DERIVED, quantities.stream().map(DerivedQuantity::text).toList());
        return quantities;
    }

    /**
     * The masses [GeV] of a grid, or all possible ones for the word {@code free}, each checked against the scenario and the
     * kinematic limit of the transitions; a massless scenario needs none.
     */
    public DoubleVector masses(Field field, Scenario scenario, List<Transition> transitions) {
        MassRange range = new MassRange(scenario, transitions);
        if (range.isMassless() && !has(field)) {
            return resolve(field, DoubleVector.of(0));
        }
        boolean free = given(field)
                .filter(node -> node.kind() == Kind.STRING && node.text().equals(FREE))
                .isPresent();
        DoubleVector masses = resolve(field, free ? range.grid() : grid(field));
        if (masses.size() > 0) {
            // one line for a whole grid: if any mass is wrong, the lightest or the heaviest is
            double[] sorted = masses.toArray();
            Arrays.sort(sorted);
            DoubleStream.of(sorted[0], sorted[sorted.length - 1])
                    .distinct()
                    .forEach(mass -> range.check(mass, fields.location(field.name()), problems));
        }
        return masses;
    }

    /** One mass [GeV], checked in the same way. */
    public double mass(Scenario scenario, List<Transition> transitions) {
        MassRange range = new MassRange(scenario, transitions);
        if (range.isMassless() && !has(Fields.MASS)) {
            return resolve(Fields.MASS, 0.0);
        }
        double mass = number(Fields.MASS);
        range.check(mass, fields.location(Fields.MASS.name()), problems);
        return mass;
    }

    /** Records a problem if the mass [GeV] is not possible for the scenario in any of the measured transitions. */
    public void checkMass(double mass, Scenario scenario, Location where) {
        new MassRange(scenario, measuredTransitions()).check(mass, where, problems);
    }

    /** Earlier studies named by a list. */
    public List<String> earlierStudies(Field field) {
        List<String> ids = new ArrayList<>();
        for (Node node : items(field)) {
            String id = text(node, "a study");
            if (!id.isEmpty() && !earlierStudies.contains(id)) {
                problems.add(node.location(), NearestName.unknown("earlier study", id, earlierStudies));
            }
            ids.add(id);
        }
        return resolve(field, ids);
    }
}
