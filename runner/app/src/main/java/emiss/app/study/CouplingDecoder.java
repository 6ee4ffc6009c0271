package emiss.app.study;

import emiss.analysis.DerivedQuantity;
import emiss.api.decay.Transition;
import emiss.api.scenario.Basis;
import emiss.api.scenario.Complex;
import emiss.api.scenario.Scenario;
import emiss.data.WcxfFile;
import emiss.data.document.Kind;
import emiss.data.document.Location;
import emiss.data.document.NearestName;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import emiss.data.document.ValueDecoder;
import emiss.physics.SelectionRules;
import emiss.physics.TabulatedScenario;
import emiss.physics.WcxfCoefficients;
import emiss.results.Records;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the settings of a study that are about couplings of its scenario. */
public final class CouplingDecoder {
    /** Names a file where values of couplings are expected. */
    private static final String WCXF = "wcxf";

    private final StudyDecoder decoder;
    private final Scenario scenario;
    private final Problems problems;
    private @Nullable List<Basis.Variable> valid;

    /**
     * A value of a coupling or a variable.
     *
     * @param variable what has it
     * @param value the value
     * @param isComplex whether it was given as [re, im]
     */
    public record Value(Basis.Variable variable, Complex value, boolean isComplex) {}

    CouplingDecoder(StudyDecoder decoder, Scenario scenario) {
        this.decoder = decoder;
        this.scenario = scenario;
        this.problems = decoder.problems();
    }

    /** The couplings of a scenario as variables. */
    private List<Basis.Variable> couplings() {
        return scenario.couplings().stream()
                .map(coupling -> Basis.Variable.coupling(coupling.name()))
                .toList();
    }

    /** What a study may name as couplings: those of the scenario, or the variables of the basis that is named. */
    public List<Basis.Variable> valid() {
        if (valid == null) {
            valid = decoder.has(Fields.BASIS) ? ofBasis() : couplings();
        }
        return valid;
    }

    private List<Basis.Variable> ofBasis() {
        String name = decoder.resolve(Fields.BASIS, decoder.string(Fields.BASIS));
        Optional<Basis> basis = scenario.bases().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst();
        if (basis.isEmpty() && !name.isEmpty()) {
            List<String> names = scenario.bases().stream().map(Basis::name).toList();
            decoder.problem(Fields.BASIS, NearestName.unknown("basis of " + scenario.id(), name, names));
        }
        return basis.map(Basis::variables).orElse(List.of());
    }

    /** The coupling or variable {@code name}; a problem unless it is one of {@code valid}. */
    public Optional<Basis.Variable> variable(List<Basis.Variable> valid, String name, Location where) {
        Optional<Basis.Variable> variable = valid.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst();
        if (variable.isEmpty() && !valid.isEmpty()) {
            List<String> names = valid.stream().map(Basis.Variable::name).toList();
            problems.add(where, NearestName.unknown("coupling of " + scenario.id(), name, names));
        }
        return variable;
    }

    /** The coupling or variable that a setting names; empty if there is a problem. */
    public Optional<Basis.Variable> coupling(Field field) {
        String name = decoder.resolve(field, decoder.string(field));
        return name.isEmpty() ? Optional.empty() : variable(valid(), name, decoder.location(field));
    }

    /** The variables that a list names, none twice. */
    public List<Basis.Variable> variables(Field field, List<Basis.Variable> valid) {
        List<Basis.Variable> variables = new ArrayList<>();
        for (Node node : decoder.items(field)) {
            String name = decoder.text(node, "a coupling");
            if (name.isEmpty()) {
                continue;
            }
            variable(valid, name, node.location()).ifPresent(found -> {
                if (variables.contains(found)) {
                    problems.add(node.location(), "coupling " + name + " is named twice");
                } else {
                    variables.add(found);
                }
            });
        }
        decoder.resolve(field, variables.stream().map(Basis.Variable::name).toList());
        return variables;
    }

    /** The couplings to float, from the list {@code couplings}, looked for in the measured transitions. */
    public List<Basis.Variable> floating() {
        return floating(decoder.measuredTransitions());
    }

    /**
     * The couplings to float, from the list {@code couplings}.
     *
     * @param transitions those in which they are looked for
     */
    public List<Basis.Variable> floating(List<Transition> transitions) {
        List<Basis.Variable> couplings = variables(Fields.COUPLINGS, valid());
        couplings.forEach(coupling -> warnIfSilent(coupling, Fields.COUPLINGS, transitions));
        return couplings;
    }

    /** Warns of a coupling, or a variable, that contributes to none of the transitions. */
    public void warnIfSilent(Basis.Variable variable, Field field, List<Transition> transitions) {
        boolean isSeen = scenario.couplings().stream()
                .filter(coupling -> variable.couplings().containsKey(coupling.name()))
                .anyMatch(coupling -> transitions.stream()
                        .anyMatch(transition -> SelectionRules.allow(
                                transition.daughter(), scenario.finalState(), coupling.current())));
        if (!isSeen) {
            decoder.warning(
                    field,
                    transitions.isEmpty()
                            ? "the data have no response to new particles, so that nothing is known about "
                                    + variable.name()
                            : "the coupling " + variable.name() + " contributes to none of "
                                    + transitions.stream().map(Transition::id).collect(Collectors.joining(", ")));
        }
    }

    /** The values of the optional object {@code couplings} by variable; none if it is not there. */
    public Map<Basis.Variable, Complex> complexValues() {
        Map<Basis.Variable, Complex> values = new LinkedHashMap<>();
        decoder.given(Fields.COUPLINGS)
                .map(node -> decoder.resolve(Fields.COUPLINGS, complexValues(node)))
                .ifPresent(found -> found.forEach((name, value) -> valid().stream()
                        .filter(variable -> variable.name().equals(name))
                        .forEach(variable -> values.put(variable, value))));
        return values;
    }

    /** The values of the optional object {@code couplings}, which may name a WCxf file; empty if it is not there. */
    public Optional<CouplingValues> couplingValues() {
        return decoder.given(Fields.COUPLINGS).map(node -> {
            CouplingValues values = couplingValues(node);
            decoder.resolve(Fields.COUPLINGS, values.file().isPresent() ? Records.tree(node) : values.given());
            return values;
        });
    }

    /** The couplings that an object gives, each a number or [re, im], or the WCxf file that it names. */
    public CouplingValues couplingValues(Node node) {
        boolean isFile = node.kind() == Kind.OBJECT && node.fields().containsKey(WCXF);
        if (isFile) {
            return new CouplingValues(Map.of(), Optional.of(wcxf(node)));
        }
        Map<String, Complex> values = complexValues(node);
        List<Basis.Variable> ofBasis = !decoder.has(Fields.BASIS)
                ? List.of()
                : valid().stream()
                        .filter(variable -> values.containsKey(variable.name()))
                        .toList();
        return new CouplingValues(values, ofBasis, Optional.empty());
    }

    private WcxfCoefficients wcxf(Node node) {
        ObjectDecoder object = decoder.object(node, "\"couplings\"");
        String name = object.string(WCXF);
        Location where = object.location(WCXF);
        object.finish();
        if (decoder.has(Fields.BASIS)) {
            ofBasis();
            decoder.problem(
                    Fields.BASIS,
                    "a WCxf file has coefficients of the scenario itself, expected no \"basis\" beside it");
        }
        Map<String, Complex> values = new LinkedHashMap<>();
        if (!name.isEmpty()) {
            decoder.file(name, "the WCxf file", node.location(), where, WcxfFile::read)
                    .ifPresent(file -> coefficients(file, name, where, values));
        }
        return new WcxfCoefficients(values);
    }

    /** Keeps the coefficients of a file that are couplings of the scenario. */
    private void coefficients(WcxfFile file, String name, Location where, Map<String, Complex> values) {
        if (file.scale() != WcxfCoefficients.SCALE) {
            problems.add(
                    where,
                    "the coefficients of " + name + " are those at " + file.scale() + " GeV, expected "
                            + WcxfCoefficients.SCALE + " GeV; they are not run here");
        }
        List<String> others = new ArrayList<>();
        file.values().forEach((coefficient, value) -> {
            if (WcxfCoefficients.isName(coefficient)) {
                values.put(coefficient, value);
            } else {
                others.add(coefficient);
            }
        });
        if (!others.isEmpty()) {
            decoder.warning(
                    Fields.COUPLINGS,
                    "coefficients of " + name + " that are not of b -> s nu nubar are not used: "
                            + String.join(", ", others));
        }
        List<String> known = couplings().stream().map(Basis.Variable::name).toList();
        if (!known.containsAll(WcxfCoefficients.COUPLINGS)) {
            problems.add(
                    where,
                    "scenario " + scenario.id() + " does not have the couplings of a WCxf file, "
                            + WcxfCoefficients.COUPLINGS.get(0) + " to "
                            + WcxfCoefficients.COUPLINGS.get(WcxfCoefficients.COUPLINGS.size() - 1));
        }
    }

    /** Real numbers by coupling, from an object that may be missing. */
    public Map<Basis.Variable, Double> values(Field field) {
        Map<Basis.Variable, Double> values = new LinkedHashMap<>();
        List<Basis.Variable> valid = valid();
        decoder.given(field)
                .filter(node -> ValueDecoder.check(node, Kind.OBJECT, "\"" + field.name() + "\"", problems))
                .ifPresent(node -> node.fields().forEach((name, value) -> {
                    double number = ValueDecoder.asNumber(value, "coupling " + name, problems);
                    checkFraction(name, Complex.real(number), value);
                    variable(valid, name, node.keyLocation(name)).ifPresent(found -> values.put(found, number));
                }));
        Map<String, Double> byName = new LinkedHashMap<>();
        values.forEach((variable, value) -> byName.put(variable.name(), value));
        decoder.resolve(field, byName);
        return values;
    }

    /** The couplings that an object gives: each a number or [re, im]. */
    public Map<String, Complex> complexValues(Node node) {
        Map<String, Complex> values = new LinkedHashMap<>();
        if (!ValueDecoder.check(node, Kind.OBJECT, "\"couplings\"", problems)) {
            return values;
        }
        node.fields().forEach((name, value) -> {
            variable(valid(), name, node.keyLocation(name));
            Complex number = complex(value, "coupling " + name);
            checkFraction(name, number, value);
            values.put(name, number);
        });
        return values;
    }

    /** The values that an object gives to couplings, or to the variables of the basis that the study names. */
    public List<Value> variableValues(Node node) {
        List<Value> values = new ArrayList<>();
        if (ValueDecoder.check(node, Kind.OBJECT, "\"couplings\"", problems)) {
            List<Basis.Variable> all = valid();
            node.fields().forEach((name, value) -> {
                Complex number = complex(value, "coupling " + name);
                checkFraction(name, number, value);
                variable(all, name, node.keyLocation(name))
                        .ifPresent(found -> values.add(new Value(found, number, value.kind() == Kind.ARRAY)));
            });
        }
        return values;
    }

    /** A branching fraction is a number, and not negative. */
    private void checkFraction(String name, Complex number, Node where) {
        if (TabulatedScenario.isLinear(scenario) && !(number.re() >= 0 && number.im() == 0)) {
            problems.add(
                    where.location(),
                    name + " is "
                            + (number.im() == 0
                                    ? String.valueOf(number.re())
                                    : number.re() + " + " + number.im() + " i")
                            + ", expected a branching fraction >= 0");
        }
    }

    private Complex complex(Node value, String what) {
        if (value.kind() != Kind.ARRAY) {
            return Complex.real(ValueDecoder.asNumber(value, what, problems));
        }
        double[] parts = ValueDecoder.asNumbers(value, what, problems);
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
        if (TabulatedScenario.isLinear(scenario) && decoder.has(Fields.DERIVED)) {
            decoder.problem(Fields.DERIVED, "a table of spectra has no couplings that anything could be derived from");
            return quantities;
        }
        for (Node node : decoder.items(Fields.DERIVED)) {
            String text = decoder.text(node, "a derived quantity");
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
        decoder.resolve(
                Fields.DERIVED, quantities.stream().map(DerivedQuantity::text).toList());
        return quantities;
    }
}
