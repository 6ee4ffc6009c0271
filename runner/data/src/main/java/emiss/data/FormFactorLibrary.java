package emiss.data;

import emiss.api.DoubleVector;
import emiss.api.Provenance;
import emiss.api.decay.Daughter;
import emiss.api.decay.Expansion;
import emiss.api.decay.FormFactorTable;
import emiss.data.document.Identifier;
import emiss.data.document.Kind;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import emiss.data.document.Syntax;
import emiss.data.format.FormatReading;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The published form-factor sets that come with Emiss, and the reader of their format {@code emiss-form-factors/1}.
 *
 * <p>A document holds one set: {@code format}, {@code id}, {@code process}, {@code title}, {@code parentMass} and {@code
 * daughterMass} of the expansion [GeV], {@code poleMasses} [GeV] by form factor, {@code parameters}, {@code central},
 * {@code covariance} and {@code provenance}, as in {@link FormFactorTable}; {@code expansion}, {@code bsz} unless it is {@code
 * sse}, which has {@code tPlus} and {@code t0} [GeV^2]. Any process may be named; the form factors are
 * those of one kind of daughter, {@link Daughter#formFactors()}. The resource {@code form-factors/index.json} lists the
 * sets that come with Emiss by process, with the default one.
 */
public final class FormFactorLibrary {
    /** The name of the format, the value of the field {@code format}. */
    public static final String FORMAT = "emiss-form-factors/1";

    private static final String FOLDER = "form-factors/";
    private static final String INDEX = FOLDER + "index.json";

    /** The series in z(q2) - z(0) of {@link Expansion#aroundZero}, and the one in z(q2) of {@link Expansion#inZ}. */
    private enum Series {
        BSZ,
        SSE
    }

    private static final Map<String, Series> SERIES = FormatReading.choices(Series.values(), FormatReading::lowerCase);

    private static final int HIGHEST_ORDER = 9;

    private static final List<Daughter> KINDS = Stream.of(Daughter.values())
            .filter(kind -> !kind.formFactors().isEmpty())
            .toList();

    private final Map<String, List<String>> idsByProcess;
    private final Map<String, FormFactorTable> read = new ConcurrentHashMap<>();

    private FormFactorLibrary(Map<String, List<String>> idsByProcess) {
        this.idsByProcess = idsByProcess;
    }

    /** {@return the sets that come with Emiss; each is read when it is first asked for} */
    public static FormFactorLibrary builtIn() {
        Problems problems = new Problems();
        Node root = resource(INDEX, content -> Node.parse(INDEX, content, Syntax.JSON, problems));
        Map<String, List<String>> ids = new LinkedHashMap<>();
        root.fields().forEach((process, node) -> {
            ObjectDecoder decoder = new ObjectDecoder(node, "\"" + process + "\"", problems);
            List<String> sets = new ArrayList<>(List.of(decoder.string("default")));
            sets.addAll(decoder.optionalStrings("others"));
            decoder.finish();
            ids.put(process, List.copyOf(sets));
        });
        problems.throwIfAny();
        return new FormFactorLibrary(ids);
    }

    /** {@return the names of all sets by process, the default one of every process first} */
    public List<String> ids() {
        return idsByProcess.values().stream().flatMap(List::stream).toList();
    }

    /**
     * {@return the names of the sets of a process, its default one first; none if there are no sets of it}
     *
     * @param process the process of a transition, for example {@code B->K}
     */
    public List<String> ids(String process) {
        return idsByProcess.getOrDefault(process, List.of());
    }

    /** {@return the name of the default set of every process that has sets} */
    public Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        idsByProcess.forEach((process, ids) -> defaults.put(process, ids.get(0)));
        return Collections.unmodifiableMap(defaults);
    }

    /** {@return all sets by process, the default one of every process first} */
    public List<FormFactorTable> tables() {
        return ids().stream().map(this::built).toList();
    }

    /**
     * {@return the set of this name}
     *
     * @param id the name
     */
    public Optional<FormFactorTable> table(String id) {
        return ids().contains(id) ? Optional.of(built(id)) : Optional.empty();
    }

    private FormFactorTable built(String id) {
        return read.computeIfAbsent(id, known -> {
            String resource = FOLDER + known + ".json";
            return resource(resource, content -> read(content, resource));
        });
    }

    /**
     * Reads one set.
     *
     * @param content the JSON document, UTF-8; read to its end but not closed
     * @param name what to call the document in messages, usually its file name
     * @return the set
     * @throws emiss.api.experiment.DataFormatException listing every problem with its line and column
     */
    public static FormFactorTable read(InputStream content, String name) {
        FormatReading format = new FormatReading();
        Problems problems = format.problems();
        ObjectDecoder decoder = format.open(content, name, FORMAT, "the form-factor set");
        String id = Identifier.read(decoder, "id", problems);
        String process = decoder.string("process");
        String title = decoder.string("title");
        double parentMass = Masses.read(decoder, "parentMass", problems);
        double daughterMass = Masses.read(decoder, "daughterMass", problems);
        Optional<Expansion> expansion = expansion(decoder, format, parentMass, daughterMass);
        List<String> parameters = decoder.strings("parameters");
        format.unique(decoder, "parameters", parameters);
        DoubleVector central = format.vector(decoder, "central", parameters.size(), "parameter");
        List<DoubleVector> covariance = format.covariance(decoder, "covariance", parameters.size(), "parameter", false);
        Map<String, Double> poleMasses = new LinkedHashMap<>();
        decoder.object("poleMasses").ifPresent(poles -> {
            Daughter kind = nearestKind(
                    decoder.optional("poleMasses").orElseThrow().fields().keySet());
            kind.formFactors()
                    .forEach(formFactor -> poleMasses.put(formFactor, Masses.read(poles, formFactor, problems)));
            poles.finish();
            checkParameters(decoder, kind, parameters, problems);
        });
        Optional<Provenance> provenance = format.provenance(decoder);
        decoder.finish();
        Optional<FormFactorTable> table = format.build(
                0,
                decoder.location(),
                () -> new FormFactorTable(
                        id,
                        process,
                        title,
                        parameters,
                        central,
                        covariance,
                        parentMass,
                        daughterMass,
                        poleMasses,
                        provenance.orElseThrow(),
                        expansion.orElseThrow()));
        problems.throwIfAny();
        return table.orElseThrow();
    }

    private static Optional<Expansion> expansion(
            ObjectDecoder decoder, FormatReading format, double parentMass, double daughterMass) {
        int before = format.problems().count();
        if (decoder.oneOf("expansion", SERIES, Series.BSZ) == Series.SSE) {
            double tPlus = decoder.number("tPlus");
            double t0 = decoder.number("t0");
            return format.build(before, decoder.location("tPlus"), () -> Expansion.inZ(tPlus, t0));
        }
        for (String key : List.of("tPlus", "t0")) {
            if (decoder.optional(key).isPresent()) {
                format.problems()
                        .add(
                                decoder.location(key),
                                "\"" + key + "\" belongs to the expansion sse; that of bsz follows from the masses");
            }
        }
        return format.build(0, decoder.location("parentMass"), () -> Expansion.aroundZero(parentMass, daughterMass));
    }

    /** The kind of daughter that these form factors were meant for: the fewest are missing or too many. */
    private static Daughter nearestKind(Set<String> names) {
        return KINDS.stream()
                .min(Comparator.comparing(kind -> Stream.concat(
                                kind.formFactors().stream().filter(name -> !names.contains(name)),
                                names.stream()
                                        .filter(name -> !kind.formFactors().contains(name)))
                        .count()))
                .orElseThrow();
    }

    private static void checkParameters(
            ObjectDecoder decoder, Daughter kind, List<String> parameters, Problems problems) {
        for (int i = 0; i < parameters.size(); i++) {
            String parameter = parameters.get(i);
            int split = parameter.lastIndexOf('_');
            boolean wellFormed = split > 0
                    && kind.formFactors().contains(parameter.substring(0, split))
                    && parameter.substring(split + 1).matches("[0-9]");
            Node node = FormatReading.item(decoder, "parameters", i);
            if (node.kind() != Kind.STRING) {
                continue;
            }
            if (!wellFormed) {
                problems.add(
                        node.location(),
                        "item " + (i + 1) + " of \"parameters\" is \"" + parameter
                                + "\", expected a form factor (" + String.join(", ", kind.formFactors())
                                + "), an underscore and the order, for example \""
                                + kind.formFactors().get(0)
                                + "_0\"");
            } else if (isFixed(kind, parameter, split)) {
                problems.add(
                        node.location(),
                        "item " + (i + 1) + " of \"parameters\" is \"" + parameter
                                + "\", which kinematics fixes; leave it out");
            }
        }
        for (String formFactor : kind.formFactors()) {
            checkOrders(decoder, kind, formFactor, parameters, problems);
        }
    }

    /** A series begins with order 0, unless kinematics fixes that, and has no gaps. */
    private static void checkOrders(
            ObjectDecoder decoder, Daughter kind, String formFactor, List<String> parameters, Problems problems) {
        int first = kind.leading(formFactor).equals(formFactor) ? 0 : 1;
        int last = IntStream.rangeClosed(0, HIGHEST_ORDER)
                .filter(order -> parameters.contains(formFactor + "_" + order))
                .max()
                .orElse(-1);
        List<String> missing = IntStream.rangeClosed(first, last)
                .mapToObj(order -> formFactor + "_" + order)
                .filter(parameter -> !parameters.contains(parameter))
                .toList();
        if (last < 0) {
            problems.add(decoder.location("parameters"), "\"parameters\" has none of form factor " + formFactor);
        } else if (!missing.isEmpty()) {
            int index = parameters.indexOf(formFactor + "_" + last);
            problems.add(
                    FormatReading.item(decoder, "parameters", index).location(),
                    "item " + (index + 1) + " of \"parameters\" is \"" + parameters.get(index) + "\", but "
                            + String.join(", ", missing) + (missing.size() == 1 ? " is" : " are")
                            + " missing, expected every order up to the highest");
        }
    }

    private static boolean isFixed(Daughter kind, String parameter, int split) {
        String formFactor = parameter.substring(0, split);
        return parameter.endsWith("_0") && !kind.leading(formFactor).equals(formFactor);
    }

    private static <T> T resource(String resource, Function<InputStream, T> reader) {
        try (InputStream content = FormFactorLibrary.class.getResourceAsStream(resource)) {
            if (content == null) {
                throw new IllegalStateException("the resource " + resource + " is missing from emiss.data");
            }
            return reader.apply(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
