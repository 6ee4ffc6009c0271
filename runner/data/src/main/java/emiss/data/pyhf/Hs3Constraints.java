package emiss.data.pyhf;

import emiss.data.document.Kind;
import emiss.data.document.Location;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The constraints of parameters that are distributions of their own: {@code gaussian_dist} of a parameter, and
 * {@code poisson_dist} whose mean is a parameter, or the product of it and a number. A distribution counts once, however
 * often it is named.
 */
final class Hs3Constraints {
    /** The types of distributions that constraints may be. */
    static final Set<String> TYPES = Set.of("gaussian_dist", "normal_dist", "poisson_dist");

    private final Hs3Index index;
    private final Hs3Parameters parameters;
    private final Set<String> constrained;
    private final Problems problems;
    private final Map<String, Hs3Term> terms = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Set<String> seen = new HashSet<>();

    /** @param constrained the parameters of modifiers */
    Hs3Constraints(Hs3Index index, Hs3Parameters parameters, Set<String> constrained, Problems problems) {
        this.index = index;
        this.parameters = parameters;
        this.constrained = constrained;
        this.problems = problems;
    }

    /** The constraint of a parameter. */
    Optional<Hs3Term> of(String parameter) {
        return Optional.ofNullable(terms.get(parameter));
    }

    /**
     * Takes a distribution.
     *
     * @param name its name
     * @param outcome the outcome that stands beside it in the likelihood; empty if it belongs to the distribution
     * @param where where it is named
     */
    void add(String name, OptionalDouble outcome, Location where) {
        Optional<Node> found = index.find("distributions", name, where);
        if (found.isPresent() && seen.add(name)) {
            Node node = found.get();
            switch (index.type(node)) {
                case "gaussian_dist", "normal_dist" -> gaussian(name, node, outcome);
                case "poisson_dist" -> poisson(name, node, outcome);
                case "" -> {}
                default ->
                    problems.add(
                            new ObjectDecoder(node, "the distribution", problems).location("type"),
                            "the distribution \"" + name + "\" is a "
                                    + index.type(node)
                                    + ", which is not supported, expected histfactory_dist, or gaussian_dist and"
                                    + " poisson_dist as constraints");
            }
        }
    }

    private void gaussian(String name, Node node, OptionalDouble outcome) {
        ObjectDecoder decoder = new ObjectDecoder(node, "the distribution", problems);
        decoder.has("name");
        decoder.has("type");
        Optional<Node> x = decoder.required("x");
        Optional<Node> mean = decoder.required("mean");
        OptionalDouble width = decoder.required("sigma").map(this::constant).orElse(OptionalDouble.empty());
        decoder.finish();
        if (x.isEmpty() || mean.isEmpty() || width.isEmpty()) {
            return;
        }
        boolean ofMean = isParameter(mean.get());
        if (ofMean == isParameter(x.get()) || (!ofMean && outcome.isPresent())) {
            problems.add(
                    node.location(),
                    "the distribution \"" + name + "\" constrains no parameter of a modifier, expected one as its \"x\""
                            + " or \"mean\"");
            return;
        }
        OptionalDouble centre = outcome.isPresent() ? outcome : constant(ofMean ? x.get() : mean.get());
        if (!(width.getAsDouble() > 0)) {
            problems.add(decoder.location("sigma"), "\"sigma\" is " + width.getAsDouble() + ", expected a number > 0");
        } else if (centre.isPresent()) {
            put(
                    (ofMean ? mean : x).get().text(),
                    name,
                    new Hs3Term(false, centre.getAsDouble(), width.getAsDouble(), node.location()));
        }
    }

    private void poisson(String name, Node node, OptionalDouble outcome) {
        ObjectDecoder decoder = new ObjectDecoder(node, "the distribution", problems);
        decoder.has("name");
        decoder.has("type");
        decoder.has("integer");
        Optional<Node> x = decoder.required("x");
        Optional<Node> mean = decoder.required("mean");
        decoder.finish();
        if (x.isEmpty() || mean.isEmpty()) {
            return;
        }
        OptionalDouble counts = outcome.isPresent() ? outcome : constant(x.get());
        if (isParameter(mean.get())) {
            counts.ifPresent(found -> put(mean.get().text(), name, new Hs3Term(true, found, 1, node.location())));
            return;
        }
        Optional<Node> function =
                index.find("functions", mean.get().text(), mean.get().location());
        if (function.isPresent() && counts.isPresent()) {
            product(name, function.get(), counts.getAsDouble());
        }
    }

    private void product(String name, Node function, double counts) {
        ObjectDecoder decoder = new ObjectDecoder(function, "the function", problems);
        decoder.has("name");
        decoder.requiredOneOf("type", Map.of("product", "product"), "");
        String parameter = "";
        int factors = 0;
        double tau = 1;
        for (Node factor : decoder.list("factors")) {
            if (isParameter(factor)) {
                parameter = factor.text();
                factors++;
            } else {
                tau *= constant(factor).orElse(1);
            }
        }
        decoder.finish();
        if (factors != 1 || !(tau > 0)) {
            problems.add(
                    decoder.location("factors"),
                    "the mean of the constraint \"" + name
                            + "\" is not one parameter of a modifier times a number > 0");
        } else {
            put(parameter, name, new Hs3Term(true, counts, tau, function.location()));
        }
    }

    private boolean isParameter(Node node) {
        return node.kind() == Kind.STRING && constrained.contains(node.text());
    }

    /** A number, or the value of a constant parameter; a problem if it is neither. */
    private OptionalDouble constant(Node node) {
        if (node.kind() == Kind.NUMBER && Double.isFinite(node.number())) {
            return OptionalDouble.of(node.number());
        }
        if (node.kind() == Kind.STRING && parameters.isConstant(node.text())) {
            return OptionalDouble.of(parameters.value(node.text(), 0));
        }
        problems.add(
                node.location(),
                node.kind() == Kind.STRING
                        ? "\"" + node.text() + "\" is not constant in the parameter point, expected a number or a"
                                + " constant parameter here"
                        : "expected a finite number or a constant parameter here");
        return OptionalDouble.empty();
    }

    private void put(String parameter, String name, Hs3Term term) {
        if (terms.putIfAbsent(parameter, term) == null) {
            names.put(parameter, name);
        } else {
            problems.add(
                    term.where(),
                    "parameter \"" + parameter + "\" has the constraints \"" + names.get(parameter) + "\" and \"" + name
                            + "\", expected one");
        }
    }
}
