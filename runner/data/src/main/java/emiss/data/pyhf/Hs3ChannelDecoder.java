package emiss.data.pyhf;

import emiss.api.DoubleVector;
import emiss.data.document.Kind;
import emiss.data.document.Location;
import emiss.data.document.NearestName;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import emiss.data.document.ValueDecoder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decodes a histfactory_dist with its binned data, strictly: what is not known may change the likelihood. */
final class Hs3ChannelDecoder {
    /** Interpolation of factors as here (code 4), in the words of the standard, of ROOT and of pyhs3. */
    private static final Set<String> OF_FACTORS = Set.of("4", "code4", "mult poly6 exp");

    /** Interpolation of shapes as here (code 4p). */
    private static final Set<String> OF_SHAPES = Set.of("4", "code4p", "poly6", "add poly6 poly1");

    private static final int MOST_BINS = 1_000_000;

    private static final List<String> CONSTRAINTS = List.of("Gauss", "Poisson");

    private final Hs3Index index;
    private final Problems problems;
    /** The distributions that modifiers name as constraints, with their first place. */
    private final Map<String, Location> named = new LinkedHashMap<>();

    Hs3ChannelDecoder(Hs3Index index, Problems problems) {
        this.index = index;
        this.problems = problems;
    }

    /** The distributions that modifiers named as constraints so far, with their first places. */
    Map<String, Location> namedConstraints() {
        return named;
    }

    /** Decodes a channel. */
    Hs3Channel channel(Node distribution, Node data) {
        DoubleVector observed = observed(data);
        int bins = observed.size();
        ObjectDecoder decoder = new ObjectDecoder(distribution, "the distribution", problems);
        String name = decoder.string("name");
        decoder.has("type");
        Optional<Node> axis = axes(decoder, bins);
        Optional<Node> interpolation = decoder.optional("default_interpolation");
        decoder.oneOf("barlow_beeston_method", Map.of("lite", "lite"), "");
        String statError = decoder.optionalObject("staterror")
                .map(stat -> {
                    String type = declared(stat, "constraint_type");
                    stat.finish();
                    return type;
                })
                .orElse("");
        List<Hs3Sample> samples = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Node item : decoder.list("samples")) {
            Hs3Sample sample = sample(item, "sample " + (samples.size() + 1), bins, interpolation);
            if (!names.add(sample.name())) {
                problems.add(item.location(), "the channel has two samples \"" + sample.name() + "\"");
            }
            samples.add(sample);
        }
        decoder.finish();
        Optional<DoubleVector> edges = axis.map(node -> edges(node, bins));
        return new Hs3Channel(
                name,
                axis.flatMap(node -> Optional.ofNullable(node.fields().get("name")))
                        .map(Node::text)
                        .orElse("bin"),
                edges.orElseGet(() -> DoubleVector.generate(bins + 1, i -> i)),
                observed,
                samples,
                statError,
                distribution.location());
    }

    private DoubleVector observed(Node data) {
        ObjectDecoder decoder = new ObjectDecoder(data, "the data", problems);
        decoder.has("name");
        decoder.requiredOneOf("type", Map.of("binned", "binned"), "");
        DoubleVector contents = DoubleVector.of(decoder.numbers("contents"));
        ContentChecks.notNegative(decoder, "contents", contents, "a count", problems);
        decoder.has("axes");
        decoder.finish();
        return contents;
    }

    /** Checks that the axes have the bins of the data; the axis if there is one. */
    private Optional<Node> axes(ObjectDecoder decoder, int bins) {
        List<Node> axes = decoder.optionalList("axes");
        long product = 1;
        for (Node axis : axes) {
            product *= Math.max(1, edges(axis, -1).size() - 1);
        }
        if (!axes.isEmpty() && bins > 0 && product != bins) {
            problems.add(
                    decoder.location("axes"),
                    "the axes have " + product + " bins, expected " + bins + " as in the data");
        }
        return axes.size() == 1 && product == bins ? Optional.of(axes.get(0)) : Optional.empty();
    }

    /** The edges of an axis; problems are noted where {@code bins} is negative. */
    private DoubleVector edges(Node axis, int bins) {
        Problems noted = bins < 0 ? problems : new Problems();
        ObjectDecoder decoder = new ObjectDecoder(axis, "an axis", noted);
        decoder.string("name");
        if (decoder.has("edges")) {
            decoder.has("min");
            decoder.has("max");
            DoubleVector edges = DoubleVector.of(decoder.ascendingNumbers("edges"));
            decoder.finish();
            return edges;
        }
        double low = decoder.number("min");
        double high = decoder.number("max");
        int count = decoder.integer("nbins");
        decoder.finish();
        if (count < 1 || count > MOST_BINS || !(high > low)) {
            if (noted.isEmpty()) {
                noted.add(
                        axis.location(),
                        "an axis has " + count + " bins from " + low + " to " + high + ", expected 1 to " + MOST_BINS
                                + " and min < max");
            }
            return DoubleVector.of(0, 1);
        }
        return DoubleVector.generate(count + 1, i -> i == count ? high : low + (high - low) * i / count);
    }

    private Hs3Sample sample(Node node, String unnamed, int bins, Optional<Node> interpolation) {
        ObjectDecoder decoder = new ObjectDecoder(node, "a sample", problems);
        String name = decoder.string("name", unnamed);
        DoubleVector contents = DoubleVector.of();
        DoubleVector errors = DoubleVector.of();
        Optional<ObjectDecoder> data = decoder.object("data");
        if (data.isPresent()) {
            contents = vector(data.get(), "contents", bins);
            errors = data.get().has("errors") ? vector(data.get(), "errors", bins) : errors;
            data.get().finish();
        }
        List<Hs3Modifier> modifiers = new ArrayList<>();
        Set<List<String>> seen = new HashSet<>();
        for (Node item : decoder.optionalList("modifiers")) {
            modifier(item, bins, interpolation).ifPresent(modifier -> {
                List<String> key = new ArrayList<>(modifier.parameters());
                key.add(modifier.type());
                if (!seen.add(key)) {
                    problems.add(
                            item.location(),
                            "the sample has two modifiers " + modifier.type() + " with the parameter \""
                                    + modifier.parameters().get(0) + "\"");
                }
                modifiers.add(modifier);
            });
        }
        decoder.finish();
        return new Hs3Sample(
                name,
                contents,
                errors.size() == 0 ? DoubleVector.generate(bins, i -> 0) : errors,
                modifiers,
                node.location());
    }

    private Optional<Hs3Modifier> modifier(Node node, int bins, Optional<Node> interpolation) {
        int before = problems.count();
        ObjectDecoder decoder = new ObjectDecoder(node, "a modifier", problems);
        String name = decoder.string("name", "");
        String type = decoder.string("type");
        if (!type.isEmpty() && !Hs3Modifier.TYPES.contains(type)) {
            problems.add(
                    decoder.location("type"),
                    "modifiers of type \"" + type + "\" are not supported" + NearestName.hint(type, Hs3Modifier.TYPES));
        }
        if (problems.count() > before) {
            return Optional.empty();
        }
        List<String> parameters =
                Hs3Modifier.isPerBin(type) ? parameters(decoder, bins) : List.of(decoder.string("parameter"));
        decoder.has(Hs3Modifier.isPerBin(type) ? "parameter" : "parameters");
        DoubleVector low = DoubleVector.of();
        DoubleVector high = DoubleVector.of();
        switch (type) {
            case Hs3Modifier.NORMSYS, Hs3Modifier.HISTOSYS -> {
                Optional<ObjectDecoder> data = decoder.object("data");
                if (data.isPresent()) {
                    boolean isShape = type.equals(Hs3Modifier.HISTOSYS);
                    low = end(data.get(), "lo", isShape, bins);
                    high = end(data.get(), "hi", isShape, bins);
                    interpolation(decoder, data.get(), interpolation, isShape);
                    data.get().finish();
                }
            }
            case Hs3Modifier.SHAPESYS -> {
                Optional<ObjectDecoder> data = decoder.optionalObject("data");
                if (data.isPresent()) {
                    low = vector(data.get(), "vals", bins);
                    data.get().finish();
                }
            }
            default ->
                decoder.optional("data").ifPresent(data -> ValueDecoder.check(data, Kind.NULL, "\"data\"", problems));
        }
        String constraint = constraint(decoder);
        decoder.finish();
        return problems.count() == before
                ? Optional.of(new Hs3Modifier(type, name, parameters, low, high, constraint, node.location()))
                : Optional.empty();
    }

    private List<String> parameters(ObjectDecoder decoder, int bins) {
        List<String> parameters = decoder.strings("parameters");
        if (decoder.has("parameters") && !parameters.isEmpty() && parameters.size() != bins) {
            problems.add(
                    decoder.location("parameters"),
                    "\"parameters\" has " + parameters.size() + " names, expected " + bins + ", one per bin");
        } else if (new HashSet<>(parameters).size() < parameters.size()) {
            problems.add(
                    decoder.location("parameters"),
                    "\"parameters\" names a parameter twice, which is not supported, expected one of its own per bin");
        }
        return parameters;
    }

    private DoubleVector end(ObjectDecoder data, String key, boolean isShape, int bins) {
        if (isShape) {
            return data.object(key)
                    .map(shape -> {
                        DoubleVector contents = vector(shape, "contents", bins);
                        shape.finish();
                        return contents;
                    })
                    .orElse(DoubleVector.of());
        }
        return ContentChecks.factor(data, key, problems);
    }

    private void interpolation(ObjectDecoder modifier, ObjectDecoder data, Optional<Node> standard, boolean isShape) {
        Optional<Node> own = modifier.optional("interpolation");
        Optional<Node> inner = data.optional("interpolation");
        Optional<Node> chosen = own.or(() -> inner).or(() -> standard);
        Set<String> valid = isShape ? OF_SHAPES : OF_FACTORS;
        if (chosen.isPresent() && !valid.contains(text(chosen.get()))) {
            problems.add(
                    (own.isPresent() || inner.isPresent() ? chosen.get().location() : modifier.location()),
                    "the interpolation \"" + text(chosen.get()) + "\" of a " + (isShape ? "histosys" : "normsys")
                            + " is not supported, expected "
                            + (isShape
                                    ? "code 4p, {type: add, in: poly6, out: poly1}"
                                    : "code 4, {type: mult, in: poly6, out: exp}"));
        }
    }

    private static String text(Node interpolation) {
        if (interpolation.kind() != Kind.OBJECT) {
            return interpolation.text();
        }
        StringBuilder text = new StringBuilder();
        for (String key : List.of("type", "in", "out")) {
            Node part = interpolation.fields().get(key);
            text.append(text.length() == 0 ? "" : " ").append(part == null ? "none" : part.text());
        }
        return text.toString();
    }

    /** Notes the distributions that a modifier names as its constraints; the type of constraint that it declares itself. */
    private String constraint(ObjectDecoder decoder) {
        for (Node item : decoder.optionalList("constraints")) {
            if (item.kind() != Kind.NULL) {
                named.putIfAbsent(ValueDecoder.asString(item, "an item of \"constraints\"", problems), item.location());
            }
        }
        String name = decoder.string("constraint_name", "");
        if (!name.isEmpty()) {
            named.putIfAbsent(name, decoder.location("constraint_name"));
        }
        String constraint = decoder.string("constraint", "");
        if (index.has("distributions", constraint)) {
            named.putIfAbsent(constraint, decoder.location("constraint"));
            constraint = "";
        } else if (!constraint.isEmpty()) {
            constraint = declared(decoder, "constraint");
        }
        String type = declared(decoder, "constraint_type");
        return constraint.isEmpty() ? type : constraint;
    }

    private String declared(ObjectDecoder decoder, String key) {
        String type = decoder.string(key, "");
        if (!type.isEmpty() && !CONSTRAINTS.contains(type)) {
            problems.add(
                    decoder.location(key),
                    "the constraint \"" + type + "\" is not supported, expected Gauss, Poisson or the name of a"
                            + " distribution");
            return "";
        }
        return type;
    }

    private DoubleVector vector(ObjectDecoder decoder, String key, int size) {
        DoubleVector numbers = DoubleVector.of(decoder.numbers(key));
        if (numbers.size() > 0 && size > 0 && numbers.size() != size) {
            problems.add(
                    decoder.location(key),
                    "\"" + key + "\" has " + numbers.size() + " numbers, expected " + size + " as in the data");
        }
        return numbers;
    }
}
