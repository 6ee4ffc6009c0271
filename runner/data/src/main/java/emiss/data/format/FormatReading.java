package emiss.data.format;

import emiss.api.DoubleVector;
import emiss.api.Provenance;
import emiss.api.decay.Mixture;
import emiss.data.document.Counted;
import emiss.data.document.Kind;
import emiss.data.document.Location;
import emiss.data.document.NearestName;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import emiss.data.document.Syntax;
import emiss.data.document.ValueDecoder;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What all formats have in common: their header, provenance, vectors and matrices of a given size. */
public final class FormatReading {
    /** Covariances are published with rounding; entries may differ from their mirror image by this fraction. */
    private static final double SYMMETRY = 1e-9;

    /** Far beyond any that is measured, and far from those whose inverse overflows. */
    private static final double SMALLEST_VARIANCE = 1e-60;

    private static final double LARGEST_VARIANCE = 1e60;

    private final Problems problems = new Problems();

    /** Starts reading a document. */
    public FormatReading() {}

    /** What is wrong with the document so far. */
    public Problems problems() {
        return problems;
    }

    /** The decoder of a document in the given format; a wrong format ends the reading, as its fields mean nothing. */
    public ObjectDecoder open(InputStream content, String name, String format, String what) {
        Node root = Node.parse(name, content, Syntax.JSON, problems);
        ObjectDecoder decoder = new ObjectDecoder(root, what, problems);
        if (root.kind() == Kind.OBJECT) {
            String found = decoder.string("format");
            if (problems.isEmpty() && !found.equals(format)) {
                problems.add(
                        decoder.location("format"), "\"format\" is \"" + found + "\", expected \"" + format + "\"");
                problems.throwIfAny();
            }
        }
        return decoder;
    }

    /** Builds a value, unless something was wrong since {@code before}; what its constructor refuses is a problem. */
    public <T> Optional<T> build(int before, Location where, Supplier<T> constructor) {
        if (problems.count() > before) {
            return Optional.empty();
        }
        try {
            return Optional.of(constructor.get());
        } catch (IllegalArgumentException e) {
            problems.add(where, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    public Optional<Provenance> provenance(ObjectDecoder owner) {
        return owner.object("provenance").flatMap(decoder -> {
            int before = problems.count();
            String citation = decoder.string("citation");
            List<String> identifiers = decoder.optionalStrings("identifiers");
            String note = decoder.string("note", "");
            List<String> overlaps = decoder.optionalStrings("overlaps");
            decoder.finish();
            return build(
                    before, decoder.location("citation"), () -> new Provenance(citation, identifiers, note, overlaps));
        });
    }

    /** A required vector of {@code size} numbers; a problem and zeros otherwise. {@code per} says what a number is for. */
    public DoubleVector vector(ObjectDecoder owner, String key, int size, String per) {
        double[] numbers = owner.required(key)
                .map(node -> ValueDecoder.asNumbers(node, "\"" + key + "\"", problems))
                .orElseGet(() -> new double[0]);
        if (owner.has(key) && isList(owner, key) && numbers.length != size) {
            problems.add(
                    owner.location(key),
                    "\"" + key + "\" has " + Counted.of(numbers.length, "number") + ", expected " + size + ", one per "
                            + per);
        }
        return DoubleVector.of(numbers.length == size ? numbers : new double[size]);
    }

    /** A required vector whose numbers must not be negative. */
    public DoubleVector nonNegativeVector(ObjectDecoder owner, String key, int size, String per) {
        DoubleVector vector = vector(owner, key, size, per);
        for (int i = 0; i < vector.size(); i++) {
            if (vector.at(i) < 0) {
                problems.add(
                        item(owner, key, i).location(),
                        "item " + (i + 1) + " of \"" + key + "\" is " + vector.at(i) + ", expected >= 0");
            }
        }
        return vector;
    }

    /** A required list of {@code rows} vectors of {@code columns} numbers; a problem and empty otherwise. */
    public List<DoubleVector> rows(
            ObjectDecoder owner, String key, int rows, String perRow, int columns, String perColumn) {
        int before = problems.count();
        List<Node> items = owner.anyList(key);
        if (owner.has(key) && isList(owner, key) && items.size() != rows) {
            problems.add(
                    owner.location(key),
                    "\"" + key + "\" has " + Counted.of(items.size(), "row") + ", expected " + rows + ", one per "
                            + perRow);
        }
        List<DoubleVector> vectors = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            String what = "row " + (i + 1) + " of \"" + key + "\"";
            int beforeRow = problems.count();
            double[] numbers = ValueDecoder.asNumbers(items.get(i), what, problems);
            if (problems.count() == beforeRow && numbers.length != columns) {
                problems.add(
                        items.get(i).location(),
                        what + " has " + Counted.of(numbers.length, "number") + ", expected " + columns + ", one per "
                                + perColumn);
            }
            vectors.add(DoubleVector.of(numbers));
        }
        return problems.count() == before ? List.copyOf(vectors) : List.of();
    }

    /**
     * A required symmetric matrix with positive diagonal and without negative eigenvalues; empty if it is not.
     *
     * @param inverted whether it will be inverted, so that eigenvalues may not be zero either
     */
    public List<DoubleVector> covariance(ObjectDecoder owner, String key, int size, String per, boolean inverted) {
        int before = problems.count();
        List<DoubleVector> rows = rows(owner, key, size, per, size, per);
        for (int i = 0; i < rows.size(); i++) {
            double variance = rows.get(i).at(i);
            if (!(variance >= SMALLEST_VARIANCE) || variance > LARGEST_VARIANCE) {
                problems.add(
                        entry(owner, key, i, i).location(),
                        "the variance in row " + (i + 1) + " of \"" + key + "\" is " + variance + ", expected "
                                + (variance > 0 ? SMALLEST_VARIANCE + " to " + LARGEST_VARIANCE : "> 0"));
            }
            for (int j = 0; j < i; j++) {
                double lower = rows.get(i).at(j);
                double upper = rows.get(j).at(i);
                if (Math.abs(lower - upper) > SYMMETRY * Math.max(Math.abs(lower), Math.abs(upper))) {
                    problems.add(
                            entry(owner, key, i, j).location(),
                            "\"" + key + "\" is not symmetric: row " + (i + 1) + ", column " + (j + 1) + " is " + lower
                                    + ", row " + (j + 1) + ", column " + (i + 1) + " is " + upper);
                } else if (lower * lower > rows.get(i).at(i) * rows.get(j).at(j) * (1 + SYMMETRY)) {
                    problems.add(
                            entry(owner, key, i, j).location(),
                            "row " + (i + 1) + ", column " + (j + 1) + " of \"" + key
                                    + "\" means a correlation beyond 1");
                }
            }
        }
        if (problems.count() == before) {
            new Eigenvalues(rows)
                    .misfit(inverted)
                    .ifPresent(message -> problems.add(owner.location(key), "\"" + key + "\" " + message));
        }
        return problems.count() == before ? rows : List.of();
    }

    /** A required transition by id, or an object that gives several their weights. */
    public Mixture mixture(ObjectDecoder owner, String key) {
        int before = problems.count();
        Map<String, Double> weights = new LinkedHashMap<>();
        owner.required(key).ifPresent(node -> {
            if (node.kind() != Kind.OBJECT) {
                weights.put(ValueDecoder.asString(node, "\"" + key + "\"", problems), 1.0);
                return;
            }
            node.fields().forEach((id, weight) -> weights.put(id, weight(id, weight)));
            if (weights.isEmpty()) {
                problems.add(node.location(), "\"" + key + "\" is empty, expected the weight of a transition");
            }
        });
        return problems.count() > before || weights.isEmpty() ? Mixture.of("") : new Mixture(weights);
    }

    private double weight(String id, Node node) {
        int before = problems.count();
        double weight = ValueDecoder.asNumber(node, "\"" + id + "\"", problems);
        if (problems.count() == before && !(weight > 0)) {
            problems.add(node.location(), "\"" + id + "\" is " + weight + ", expected a weight > 0");
        }
        return weight;
    }

    /** Reports the strings of a list that repeat an earlier one. */
    public void unique(ObjectDecoder owner, String key, List<String> strings) {
        for (int i = 0; i < strings.size(); i++) {
            if (strings.indexOf(strings.get(i)) < i) {
                problems.add(
                        item(owner, key, i).location(),
                        "item " + (i + 1) + " of \"" + key + "\" repeats \"" + strings.get(i) + "\"");
            }
        }
    }

    /** Reports a name that is not among the valid ones. */
    public void known(Location where, String what, String name, Collection<String> valid) {
        if (!valid.contains(name)) {
            problems.add(where, what + " is \"" + name + "\"" + NearestName.hint(name, valid));
        }
    }

    /** An item of a list. */
    public static Node item(ObjectDecoder owner, String key, int index) {
        return owner.optional(key).orElseThrow().items().get(index);
    }

    /** Choices by their names in files. */
    public static <E extends Enum<E>> Map<String, E> choices(E[] values, Function<E, String> text) {
        Map<String, E> choices = new LinkedHashMap<>();
        for (E value : values) {
            choices.put(text.apply(value), value);
        }
        return Collections.unmodifiableMap(choices);
    }

    /** The name of a choice as most formats write it. */
    public static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Node entry(ObjectDecoder owner, String key, int row, int column) {
        return item(owner, key, row).items().get(column);
    }

    private static boolean isList(ObjectDecoder owner, String key) {
        return owner.optional(key).filter(node -> node.kind() == Kind.ARRAY).isPresent();
    }
}
