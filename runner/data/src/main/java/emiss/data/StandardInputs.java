package emiss.data;

import emiss.api.Provenance;
import emiss.api.Quantity;
import emiss.api.decay.Daughter;
import emiss.api.decay.SmInputs;
import emiss.api.decay.Transition;
import emiss.data.document.Kind;
import emiss.data.document.Location;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import emiss.data.document.ValueDecoder;
import emiss.data.format.FormatReading;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Standard-Model inputs and the catalogue of transitions, as read from a document in the format {@code emiss-sm-inputs/1}.
 *
 * <p>The document has {@code constants}, one quantity for every component of {@link SmInputs} (the built-in {@code inverseAlphaBottom} if that is missing); {@code mesons}, by name,
 * with {@code mass} and, for those that decay here, {@code lifetime}; optionally {@code baryons} of the same form; and {@code
 * transitions} with {@code id}, {@code parent} and {@code daughter} (names of hadrons; no {@code daughter} if nothing visible is
 * left), {@code daughterKind} ({@code pseudoscalar}, {@code vector}, {@code none}, or {@code baryon} between baryons) and {@code
 * process}, what brings the hadronic part: the process of
 * the form-factor sets, any name such as {@code B->K} that transitions with one kind of daughter share; or {@code Bs}, the
 * decay constant, where nothing visible is left. A quantity has {@code value}, {@code uncertainty} (0 if missing), {@code unit} and {@code source}; the unit
 * must be the one that is expected. {@code title} and {@code provenance} are optional.
 *
 * @param inputs the parameters
 * @param transitions the catalogue; ids are unique
 * @param title what these inputs are; empty if the document does not say
 * @param provenance what to cite for them as a whole, beyond the sources of the single numbers
 * @param parents name of the decaying hadron of every transition, by id
 */
public record StandardInputs(
        SmInputs inputs,
        List<Transition> transitions,
        String title,
        Optional<Provenance> provenance,
        Map<String, String> parents) {
    /** The name of the format, the value of the field {@code format}. */
    public static final String FORMAT = "emiss-sm-inputs/1";

    private static final Map<String, Daughter> DAUGHTERS = daughters();

    /** The process of a transition without form factors: the constant {@code bsDecayConstant} is that of the Bs. */
    private static final String DECAY_CONSTANT = "Bs";

    /** Longer than that of anything with a b quark; a larger number is in picoseconds [s]. */
    private static final double LONGEST_LIFETIME = 1e-6;

    private record Hadron(double mass, Optional<Quantity> lifetime, boolean isBaryon) {}

    /**
     * Copies the collections.
     *
     * @param inputs the parameters
     * @param transitions the catalogue; ids are unique
     * @param title what these inputs are; empty if the document does not say
     * @param provenance what to cite for them as a whole, beyond the sources of the single numbers
     * @param parents name of the decaying hadron of every transition, by id
     */
    public StandardInputs {
        transitions = List.copyOf(transitions);
        parents = Collections.unmodifiableMap(new TreeMap<>(parents));
    }

    /** {@return the inputs that come with Emiss} */
    public static StandardInputs builtIn() {
        String resource = "sm-inputs.json";
        try (InputStream content = StandardInputs.class.getResourceAsStream(resource)) {
            if (content == null) {
                throw new IllegalStateException("the resource " + resource + " is missing from emiss.data");
            }
            return read(content, resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * {@return the transition of this name}
     *
     * @param id the name
     */
    public Optional<Transition> transition(String id) {
        return transitions.stream()
                .filter(transition -> transition.id().equals(id))
                .findFirst();
    }

    /**
     * Reads inputs.
     *
     * @param content the JSON document, UTF-8; read to its end but not closed
     * @param name what to call the document in messages, usually its file name
     * @return the inputs
     * @throws emiss.api.experiment.DataFormatException listing every problem with its line and column
     */
    public static StandardInputs read(InputStream content, String name) {
        FormatReading format = new FormatReading();
        Problems problems = format.problems();
        ObjectDecoder decoder = format.open(content, name, FORMAT, "the inputs");
        Optional<SmInputs> inputs = decoder.object("constants").flatMap(constants -> constants(constants, format));
        Map<String, Hadron> hadrons = new LinkedHashMap<>();
        decoder.required("mesons").ifPresent(node -> hadrons(node, "mesons", hadrons, format));
        decoder.optional("baryons").ifPresent(node -> hadrons(node, "baryons", hadrons, format));
        List<Transition> transitions = new ArrayList<>();
        Map<String, String> parents = new LinkedHashMap<>();
        for (Node node : decoder.list("transitions")) {
            transition(node, hadrons, transitions, format).ifPresent(transition -> {
                transitions.add(transition);
                parents.put(transition.id(), node.fields().get("parent").text());
            });
        }
        String title = decoder.string("title", "");
        Optional<Provenance> provenance = decoder.has("provenance") ? format.provenance(decoder) : Optional.empty();
        decoder.finish();
        problems.throwIfAny();
        return new StandardInputs(inputs.orElseThrow(), transitions, title, provenance, parents);
    }

    private static void hadrons(Node node, String section, Map<String, Hadron> hadrons, FormatReading format) {
        Problems problems = format.problems();
        if (!ValueDecoder.check(node, Kind.OBJECT, "\"" + section + "\"", problems)) {
            return;
        }
        node.fields().forEach((name, fields) -> {
            int before = problems.count();
            ObjectDecoder decoder = new ObjectDecoder(fields, "\"" + name + "\"", problems);
            Optional<Quantity> mass = quantity(decoder, "mass", "GeV", Masses.HEAVIEST, format);
            Optional<Quantity> lifetime = decoder.has("lifetime")
                    ? quantity(decoder, "lifetime", "s", LONGEST_LIFETIME, format)
                    : Optional.empty();
            decoder.finish();
            double value = problems.count() == before ? mass.orElseThrow().value() : Double.NaN;
            if (hadrons.put(name, new Hadron(value, lifetime, section.equals("baryons"))) != null) {
                problems.add(
                        node.keyLocation(name), "\"" + name + "\" is a meson and a baryon, expected one of the two");
            }
        });
    }

    private static Optional<SmInputs> constants(ObjectDecoder constants, FormatReading format) {
        Optional<Quantity> fermiConstant = quantity(constants, "fermiConstant", "GeV^-2", format);
        Optional<Quantity> inverseAlpha = quantity(constants, "inverseAlpha", "1", format);
        Optional<Quantity> sin2ThetaW = quantity(constants, "sin2ThetaW", "1", format);
        Optional<Quantity> topLoop = quantity(constants, "topLoop", "1", format);
        Optional<Quantity> lambdaT = quantity(constants, "lambdaT", "1", format);
        Optional<Quantity> weakEffective = quantity(constants, "inverseAlphaWeakEffective", "1", format);
        Optional<Quantity> bQuarkMass = quantity(constants, "bQuarkMass", "GeV", Masses.HEAVIEST, format);
        Optional<Quantity> sQuarkMass = quantity(constants, "sQuarkMass", "GeV", Masses.HEAVIEST, format);
        Optional<Quantity> bsDecayConstant = quantity(constants, "bsDecayConstant", "GeV", format);
        Optional<Quantity> higgsValue = quantity(constants, "higgsVacuumExpectationValue", "GeV", format);
        Optional<Quantity> hbar = quantity(constants, "hbar", "GeV s", format);
        Optional<Quantity> inverseAlphaBottom =
                constants.optional("inverseAlphaBottom").isPresent()
                        ? quantity(constants, "inverseAlphaBottom", "1", format)
                        : Optional.of(builtIn().inputs().inverseAlphaBottom());
        constants.finish();
        return format.build(
                0,
                constants.location(),
                () -> new SmInputs(
                        fermiConstant.orElseThrow(),
                        inverseAlpha.orElseThrow(),
                        sin2ThetaW.orElseThrow(),
                        topLoop.orElseThrow(),
                        lambdaT.orElseThrow(),
                        weakEffective.orElseThrow(),
                        bQuarkMass.orElseThrow(),
                        sQuarkMass.orElseThrow(),
                        bsDecayConstant.orElseThrow(),
                        higgsValue.orElseThrow(),
                        hbar.orElseThrow(),
                        inverseAlphaBottom.orElseThrow()));
    }

    private static Optional<Quantity> quantity(
            ObjectDecoder owner, String key, String expectedUnit, FormatReading format) {
        return quantity(owner, key, expectedUnit, Double.POSITIVE_INFINITY, format);
    }

    /** @param largest what no such quantity exceeds unless it is in another unit */
    private static Optional<Quantity> quantity(
            ObjectDecoder owner, String key, String expectedUnit, double largest, FormatReading format) {
        return owner.object(key).flatMap(decoder -> {
            Problems problems = format.problems();
            int before = problems.count();
            double value = decoder.number("value");
            double uncertainty = decoder.number("uncertainty", 0);
            String unit = decoder.string("unit");
            String source = decoder.string("source");
            decoder.finish();
            if (problems.count() == before && !unit.equals(expectedUnit)) {
                problems.add(
                        decoder.location("unit"),
                        "the unit of \"" + key + "\" is \"" + unit + "\", expected \"" + expectedUnit + "\"");
            }
            if (problems.count() == before && !(value > 0)) {
                problems.add(decoder.location("value"), "\"" + key + "\" is " + value + ", expected > 0");
            } else if (problems.count() == before && value > largest) {
                problems.add(
                        decoder.location("value"),
                        "\"" + key + "\" is " + value + " " + unit + ", expected at most " + largest
                                + "; is it in another unit?");
            }
            return format.build(before, decoder.location(), () -> new Quantity(value, uncertainty, unit, source));
        });
    }

    private static Optional<Transition> transition(
            Node node, Map<String, Hadron> hadrons, List<Transition> earlier, FormatReading format) {
        Problems problems = format.problems();
        int before = problems.count();
        ObjectDecoder decoder = new ObjectDecoder(node, "a transition", problems);
        String id = decoder.string("id");
        Optional<Hadron> parent = hadron(decoder, "parent", hadrons, format);
        Daughter daughter = decoder.requiredOneOf("daughterKind", DAUGHTERS, Daughter.NONE);
        Optional<Hadron> visible =
                decoder.has("daughter") ? hadron(decoder, "daughter", hadrons, format) : Optional.empty();
        String process = decoder.string("process");
        decoder.finish();
        if (parent.isEmpty() || (decoder.has("daughter") && visible.isEmpty())) {
            return Optional.empty();
        }
        if (problems.count() == before && parent.orElseThrow().lifetime().isEmpty()) {
            problems.add(
                    decoder.location("parent"),
                    "\"parent\" is \"" + decoder.string("parent") + "\", which has no lifetime");
        }
        if (problems.count() == before) {
            checkBaryon(decoder, "parent", parent, daughter, problems);
            checkBaryon(decoder, "daughter", visible, daughter, problems);
        }
        Optional<Transition> built = format.build(
                before,
                node.location(),
                () -> new Transition(
                        id,
                        daughter,
                        parent.orElseThrow().mass(),
                        visible.map(Hadron::mass).orElse(0.0),
                        parent.orElseThrow().lifetime().orElseThrow().value(),
                        process));
        built.ifPresent(transition -> {
            if (earlier.stream().anyMatch(other -> other.id().equals(id))) {
                problems.add(node.location(), "there are two transitions \"" + id + "\"");
            }
            checkProcess(transition, earlier)
                    .ifPresent(expected -> problems.add(
                            decoder.location("process"),
                            "\"process\" is \"" + process + "\", expected " + expected + " where \"daughterKind\" is \""
                                    + word(daughter) + "\""));
        });
        return built;
    }

    /** A form factor of mesons says nothing about baryons. */
    private static void checkBaryon(
            ObjectDecoder decoder, String key, Optional<Hadron> hadron, Daughter daughter, Problems problems) {
        boolean expected = daughter == Daughter.BARYON;
        if (hadron.isPresent() && hadron.get().isBaryon() != expected) {
            problems.add(
                    decoder.location(key),
                    "\"" + key + "\" is \"" + decoder.string(key) + "\", expected one of \""
                            + (expected ? "baryons" : "mesons") + "\" where \"daughterKind\" is \"" + word(daughter)
                            + "\"");
        }
    }

    /** What the process should have been; empty if it is right. */
    private static Optional<String> checkProcess(Transition transition, List<Transition> earlier) {
        boolean hasDecayConstant = transition.process().equals(DECAY_CONSTANT);
        if (transition.daughter() == Daughter.NONE) {
            // any other parent would get a wrong rate
            return hasDecayConstant ? Optional.empty() : Optional.of("\"" + DECAY_CONSTANT + "\"");
        }
        if (hasDecayConstant) {
            return Optional.of("the process of form-factor sets");
        }
        return earlier.stream()
                .filter(other -> other.process().equals(transition.process()))
                .filter(other -> other.daughter() != transition.daughter())
                .findFirst()
                .map(other ->
                        "another one than that of " + other.id() + ", which is \"" + word(other.daughter()) + "\",");
    }

    private static String word(Daughter daughter) {
        return daughter.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<Hadron> hadron(
            ObjectDecoder decoder, String key, Map<String, Hadron> hadrons, FormatReading format) {
        int before = format.problems().count();
        String name = decoder.string(key);
        Location where = decoder.location(key);
        if (format.problems().count() == before) {
            format.known(where, "\"" + key + "\"", name, hadrons.keySet());
        }
        // A hadron that could not be read is a problem already; transitions with it are not built.
        return Optional.ofNullable(hadrons.get(name)).filter(hadron -> hadron.mass() > 0);
    }

    private static Map<String, Daughter> daughters() {
        Map<String, Daughter> daughters = new LinkedHashMap<>();
        for (Daughter daughter : Daughter.values()) {
            daughters.put(word(daughter), daughter);
        }
        return daughters;
    }
}
