package emiss.app.study;

import emiss.analysis.DerivedQuantity;
import emiss.api.DoubleVector;
import emiss.api.decay.Daughter;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.DoubleStream;

/** Reads the settings of one study; what several types have in common is read and checked here. */
public final class StudyDecoder {
    private static final double DEFAULT_LAMBDA = 10_000;

    /** Says that a mass floats over all possible values. */
    private static final String FREE = "free";

    /** Spacing of the grid on which a free mass is sought first [GeV]. */
    private static final double MASS_STEP = 0.0625;

    private final ObjectDecoder fields;
    private final Problems problems;
    private final Catalogue catalogue;
    private final StandardInputs standardInputs;
    private final List<Dataset> datasets;
    private final Map<String, List<String>> groups;
    private final Set<String> earlierStudies;

    /** Creates a decoder for the fields of one study. */
    public StudyDecoder(
            ObjectDecoder fields,
            Problems problems,
            Catalogue catalogue,
            StandardInputs standardInputs,
            List<Dataset> datasets,
            Map<String, List<String>> groups,
            Set<String> earlierStudies) {
        this.fields = fields;
        this.problems = problems;
        this.catalogue = catalogue;
        this.standardInputs = standardInputs;
        this.datasets = datasets;
        this.groups = groups;
        this.earlierStudies = earlierStudies;
    }

    /** The fields of the study, for settings that only one type has. */
    public ObjectDecoder fields() {
        return fields;
    }

    /** Leaves fields unread whose meaning depends on something that is wrong already. */
    public void skip(String... keys) {
        for (String key : keys) {
            fields.optional(key);
        }
    }

    /** Records a problem. */
    public void problem(Location where, String message) {
        problems.add(where, message);
    }

    /** A decoder for an object inside the settings, whose problems are recorded with those of the study. */
    public ObjectDecoder object(Node node, String what) {
        return new ObjectDecoder(node, what, problems);
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

    /** The scenario named by the required field {@code scenario}; empty if there is a problem. */
    public Optional<Scenario> scenario() {
        String id = fields.string("scenario");
        if (id.isEmpty()) {
            return Optional.empty();
        }
        Optional<Scenario> scenario = catalogue.scenario(id);
        if (scenario.isEmpty()) {
            List<String> valid = catalogue.scenarios().stream().map(Plugin::id).toList();
            problems.add(fields.location("scenario"), NearestName.unknown("scenario", id, valid) + catalogue.leftOut());
        }
        return scenario;
    }

    /** The couplings of a scenario as variables. */
    private static List<Basis.Variable> couplings(Scenario scenario) {
        return scenario.couplings().stream()
                .map(coupling -> Basis.Variable.coupling(coupling.name()))
                .toList();
    }

    /**
     * What a study may name as couplings: those of the scenario, or the variables of the basis that the optional field
     * {@code basis} names.
     */
    public List<Basis.Variable> variables(Scenario scenario) {
        if (!fields.has("basis")) {
            return couplings(scenario);
        }
        String name = fields.string("basis");
        Optional<Basis> basis = scenario.bases().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst();
        if (basis.isEmpty() && !name.isEmpty()) {
            List<String> valid = scenario.bases().stream().map(Basis::name).toList();
            problems.add(fields.location("basis"), NearestName.unknown("basis of " + scenario.id(), name, valid));
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

    /** The values of the optional object {@code couplings}, real, of couplings among {@code valid}. */
    public Map<Basis.Variable, Double> fixedCouplings(Scenario scenario, List<Basis.Variable> valid) {
        Map<Basis.Variable, Double> values = new LinkedHashMap<>();
        fields.optional("couplings")
                .filter(node -> ObjectDecoder.check(node, Kind.OBJECT, "\"couplings\"", problems))
                .ifPresent(node -> node.fields().forEach((name, value) -> {
                    double number = ObjectDecoder.asNumber(value, "coupling " + name, problems);
                    variable(scenario, valid, name, node.keyLocation(name))
                            .ifPresent(found -> values.put(found, number));
                }));
        return values;
    }

    /** The values of {@code from, to, step | points, scale} among the fields of an object. */
    public DoubleVector range(ObjectDecoder object, String what) {
        return Grid.range(object, what, problems);
    }

    /** The text of a string inside the settings. */
    public String text(Node node, String what) {
        return ObjectDecoder.asString(node, what, problems);
    }

    /** The message about a name that does not exist. */
    public String unknown(String what, String name, Collection<String> valid) {
        return NearestName.unknown(what, name, valid);
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

    /** The couplings to float, from the required list {@code couplings}. */
    public List<Basis.Variable> floatingCouplings(Scenario scenario) {
        List<Basis.Variable> valid = variables(scenario);
        List<Basis.Variable> couplings = new ArrayList<>();
        for (Node node : fields.list("couplings")) {
            String name = ObjectDecoder.asString(node, "a coupling", problems);
            if (name.isEmpty()) {
                continue;
            }
            variable(scenario, valid, name, node.location()).ifPresent(coupling -> {
                if (couplings.contains(coupling)) {
                    problems.add(node.location(), "coupling " + name + " is named twice");
                } else {
                    couplings.add(coupling);
                }
            });
        }
        if (couplings.isEmpty() && problems.isEmpty()) {
            problems.add(fields.location("couplings"), "no coupling is named, expected at least one");
        }
        return couplings;
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
        for (Node node : fields.optionalList("derived")) {
            String text = ObjectDecoder.asString(node, "a derived quantity", problems);
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
        return quantities;
    }

    /** The fixed couplings of the optional object {@code couplings}, or empty if it is not there. */
    public Optional<Map<String, Complex>> couplingValues(Scenario scenario) {
        return fields.optional("couplings").map(node -> couplingValues(scenario, node));
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

    /** The scale of new physics [GeV], 10 TeV unless given. */
    public double lambda() {
        double lambda = fields.number("lambda", DEFAULT_LAMBDA);
        if (!(lambda > 0)) {
            problems.add(fields.location("lambda"), "lambda is " + lambda + " GeV, expected > 0");
        }
        return lambda;
    }

    /** The transition named by the required field {@code transition}; empty if there is a problem. */
    public Optional<Transition> transition() {
        String id = fields.string("transition");
        if (id.isEmpty()) {
            return Optional.empty();
        }
        Optional<Transition> transition = standardInputs.transition(id);
        if (transition.isEmpty()) {
            List<String> valid =
                    standardInputs.transitions().stream().map(Transition::id).toList();
            problems.add(fields.location("transition"), NearestName.unknown("transition", id, valid));
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

    /** The values of a required grid, for example {@code masses}. */
    public DoubleVector grid(String key) {
        return fields.required(key)
                .map(node -> Grid.read(node, "\"" + key + "\"", problems))
                .orElse(DoubleVector.of());
    }

    /** The values of an optional grid; empty if it is not there. */
    public DoubleVector optionalGrid(String key) {
        return fields.optional(key)
                .map(node -> Grid.read(node, "\"" + key + "\"", problems))
                .orElse(DoubleVector.of());
    }

    /**
     * The masses [GeV] of a grid, or all possible ones for the word {@code free}, each checked against the scenario and the kinematic limit of the transitions; a
     * massless scenario needs none.
     */
    public DoubleVector masses(String key, Scenario scenario, List<Transition> transitions) {
        if (isMassless(scenario) && !fields.has(key)) {
            return DoubleVector.of(0);
        }
        DoubleVector masses = fields.optional(key)
                .filter(node -> node.kind() == Kind.STRING && node.text().equals(FREE))
                .map(node -> allMasses(scenario, transitions))
                .orElseGet(() -> grid(key));
        if (masses.size() > 0) {
            // one line for a whole grid: if any mass is wrong, the lightest or the heaviest is
            double[] sorted = masses.toArray();
            Arrays.sort(sorted);
            DoubleStream.of(sorted[0], sorted[sorted.length - 1])
                    .distinct()
                    .forEach(mass -> checkMass(mass, scenario, transitions, fields.location(key)));
        }
        return masses;
    }

    /** A grid over all masses [GeV] that the scenario and the transitions allow. */
    private static DoubleVector allMasses(Scenario scenario, List<Transition> transitions) {
        double highest = transitions.stream()
                .mapToDouble(transition -> heaviest(scenario, transition))
                .max()
                .orElse(0);
        int first = scenario.massDomain().contains(0) ? 0 : 1;
        int steps = (int) Math.floor(highest / MASS_STEP);
        return DoubleVector.generate(steps + 1 - first, i -> (first + i) * MASS_STEP);
    }

    /** One mass [GeV], checked in the same way. */
    public double mass(Scenario scenario, List<Transition> transitions) {
        if (isMassless(scenario) && !fields.has("mass")) {
            return 0;
        }
        double mass = fields.number("mass");
        checkMass(mass, scenario, transitions, fields.location("mass"));
        return mass;
    }

    private static boolean isMassless(Scenario scenario) {
        return scenario.massDomain().contains(0) && !scenario.massDomain().contains(1);
    }

    /** Records a problem if the mass [GeV] is not possible for the scenario in any of the transitions. */
    public void checkMass(double mass, Scenario scenario, List<Transition> transitions, Location where) {
        if (!scenario.massDomain().contains(mass)) {
            problems.add(
                    where,
                    "the mass " + mass + " GeV is not possible for " + scenario.id() + ", expected "
                            + switch (scenario.massDomain()) {
                                case ZERO -> "0";
                                case NON_NEGATIVE -> ">= 0";
                                case POSITIVE -> "> 0";
                            });
        }
        OptionalDouble limit = transitions.stream()
                .mapToDouble(transition -> heaviest(scenario, transition))
                .max();
        if (limit.isPresent() && mass > limit.getAsDouble()) {
            String names =
                    String.join(", ", transitions.stream().map(Transition::id).toList());
            problems.add(
                    where,
                    "the mass " + mass + " GeV is beyond the kinematic limit of " + names + " for " + scenario.id()
                            + ", expected at most " + Math.floor(limit.getAsDouble() * 1e4) / 1e4);
        }
    }

    private static double heaviest(Scenario scenario, Transition transition) {
        double energy = Math.sqrt(transition.q2Max());
        if (scenario.finalState() instanceof FinalState.Pair) {
            return energy / 2;
        }
        return transition.daughter() == Daughter.NONE ? 0 : energy;
    }

    /** Whether the invisible mass of the scenario has a continuous spectrum in the transition. */
    public boolean isContinuum(Scenario scenario, Transition transition) {
        return scenario.finalState() instanceof FinalState.Pair && transition.daughter() != Daughter.NONE;
    }

    /** The natural width [GeV] of a single particle, 0 unless given. */
    public double width(Scenario scenario) {
        double width = fields.number("width", 0);
        if (width < 0) {
            problems.add(fields.location("width"), "width is " + width + " GeV, expected >= 0");
        }
        if (width > 0 && scenario.finalState() instanceof FinalState.Pair) {
            problems.add(
                    fields.location("width"), "width applies to single particles, and " + scenario.id() + " is a pair");
        }
        return width;
    }

    /** Earlier studies named by the required list {@code of}. */
    public List<String> earlierStudies() {
        List<String> ids = new ArrayList<>();
        for (Node node : fields.list("of")) {
            String id = ObjectDecoder.asString(node, "a study", problems);
            if (!id.isEmpty() && !earlierStudies.contains(id)) {
                problems.add(node.location(), NearestName.unknown("earlier study", id, earlierStudies));
            }
            ids.add(id);
        }
        return ids;
    }
}
