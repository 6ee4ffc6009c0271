package emiss.data;

import emiss.api.DoubleVector;
import emiss.api.Provenance;
import emiss.api.scenario.SpectrumTable;
import emiss.api.scenario.SpectrumTable.Curve;
import emiss.api.scenario.SpectrumTable.Rate;
import emiss.data.document.Counted;
import emiss.data.document.Identifier;
import emiss.data.document.Kind;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import emiss.data.document.ValueDecoder;
import emiss.data.format.FormatReading;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Reads the format {@code emiss-spectrum/1}: spectra that somebody has computed, in place of a scenario.
 *
 * <p>A document holds {@code format}, {@code id}, {@code title}, {@code provenance} and {@code kind}. A {@code continuum} has
 * {@code masses} [GeV] and under {@code transitions}, by id, {@code q2} [GeV^2], one list for all masses or a list per mass, and
 * {@code dBdq2} [GeV^-2], a list per mass; a {@code line} has {@code q2} and under {@code transitions} a {@code ratio} each.
 * Numbers are relative to the first transition. {@code longitudinalFraction} is optional.
 */
public final class SpectrumTableReader {
    /** The name of the format, the value of the field {@code format}. */
    public static final String FORMAT = "emiss-spectrum/1";

    private static final String TRANSITIONS = "transitions";
    private static final String FRACTION = "longitudinalFraction";

    /** What the document is about. */
    private enum TableKind {
        CONTINUUM,
        LINE
    }

    private record Header(String id, String title, Provenance provenance) {}

    private final FormatReading format = new FormatReading();
    private final Problems problems = format.problems();

    private SpectrumTableReader() {}

    /**
     * Reads a table.
     *
     * @param content the JSON document, UTF-8; read to its end but not closed
     * @param name what to call the document in messages, usually its file name
     * @return the table
     * @throws emiss.api.experiment.DataFormatException listing every problem with its line and column
     */
    public static SpectrumTable read(InputStream content, String name) {
        SpectrumTableReader reader = new SpectrumTableReader();
        Optional<SpectrumTable> table = reader.table(content, name);
        reader.problems.throwIfAny();
        return table.orElseThrow();
    }

    private Optional<SpectrumTable> table(InputStream content, String name) {
        ObjectDecoder decoder = format.open(content, name, FORMAT, "the table");
        String id = Identifier.read(decoder, "id", problems);
        String title = decoder.string("title");
        Optional<Provenance> provenance = format.provenance(decoder);
        TableKind kind = decoder.requiredOneOf(
                "kind", FormatReading.choices(TableKind.values(), FormatReading::lowerCase), TableKind.CONTINUUM);
        if (problems.count() > 0 && !decoder.has("kind")) {
            return Optional.empty();
        }
        Header header = new Header(id, title, provenance.orElse(new Provenance("-", List.of(), "")));
        return kind == TableKind.LINE ? line(decoder, header) : continuum(decoder, header);
    }

    private Optional<SpectrumTable> continuum(ObjectDecoder decoder, Header header) {
        DoubleVector masses = masses(decoder);
        Map<String, List<Curve>> curves = new LinkedHashMap<>();
        decoder.object(TRANSITIONS).ifPresent(inside -> {
            for (String transition : names(decoder)) {
                inside.object(transition).ifPresent(curve -> curves.put(transition, curves(curve, masses.size())));
            }
            inside.finish();
        });
        decoder.finish();
        return format.build(
                0,
                decoder.location(TRANSITIONS),
                () -> new SpectrumTable.Continuum(header.id, header.title, header.provenance, masses, curves));
    }

    /** One mass, or several that ascend. */
    private DoubleVector masses(ObjectDecoder decoder) {
        boolean isOne = decoder.optional("masses")
                .filter(node -> node.items().size() == 1)
                .isPresent();
        return DoubleVector.of(isOne ? decoder.numbers("masses") : decoder.ascendingNumbers("masses"));
    }

    private List<Curve> curves(ObjectDecoder decoder, int masses) {
        int before = problems.count();
        List<double[]> q2 = q2(decoder, masses);
        List<double[]> densities = perMass(decoder, "dBdq2", masses);
        List<double[]> fractions = decoder.has(FRACTION) ? perMass(decoder, FRACTION, masses) : List.of();
        decoder.finish();
        List<Curve> curves = new ArrayList<>();
        for (int i = 0; i < masses && problems.count() == before; i++) {
            int mass = i;
            Node row = FormatReading.item(decoder, "dBdq2", mass);
            format.build(
                            before,
                            row.location(),
                            () -> new Curve(
                                    DoubleVector.of(q2.get(mass)),
                                    DoubleVector.of(densities.get(mass)),
                                    DoubleVector.of(fractions.isEmpty() ? new double[0] : fractions.get(mass))))
                    .ifPresent(curves::add);
        }
        return curves;
    }

    /** One list for all masses, or a list per mass. */
    private List<double[]> q2(ObjectDecoder decoder, int masses) {
        boolean isPerMass = decoder.optional("q2")
                .filter(node -> node.kind() == Kind.ARRAY
                        && !node.items().isEmpty()
                        && node.items().get(0).kind() == Kind.ARRAY)
                .isPresent();
        if (isPerMass) {
            return perMass(decoder, "q2", masses);
        }
        double[] common = decoder.ascendingNumbers("q2");
        List<double[]> same = new ArrayList<>();
        for (int i = 0; i < masses; i++) {
            same.add(common);
        }
        return same;
    }

    private List<double[]> perMass(ObjectDecoder decoder, String key, int masses) {
        int before = problems.count();
        List<Node> rows = decoder.anyList(key);
        if (problems.count() == before && rows.size() != masses) {
            problems.add(
                    decoder.location(key),
                    "\"" + key + "\" has " + Counted.of(rows.size(), "row") + ", expected " + masses
                            + ", one per mass");
        }
        List<double[]> found = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            found.add(ValueDecoder.asNumbers(rows.get(i), "row " + (i + 1) + " of \"" + key + "\"", problems));
        }
        return found;
    }

    private Optional<SpectrumTable> line(ObjectDecoder decoder, Header header) {
        double q2 = decoder.number("q2");
        Map<String, Rate> rates = new LinkedHashMap<>();
        decoder.object(TRANSITIONS).ifPresent(inside -> {
            for (String transition : names(decoder)) {
                inside.object(transition).ifPresent(rate -> {
                    int before = problems.count();
                    double ratio = rate.number("ratio");
                    OptionalDouble fraction =
                            rate.has(FRACTION) ? OptionalDouble.of(rate.number(FRACTION)) : OptionalDouble.empty();
                    rate.finish();
                    format.build(before, rate.location(), () -> new Rate(ratio, fraction))
                            .ifPresent(found -> rates.put(transition, found));
                });
            }
            inside.finish();
        });
        decoder.finish();
        return format.build(
                0,
                decoder.location(TRANSITIONS),
                () -> new SpectrumTable.Line(header.id, header.title, header.provenance, q2, rates));
    }

    /** The transitions in the order of the document. */
    private static List<String> names(ObjectDecoder decoder) {
        return List.copyOf(decoder.optional(TRANSITIONS).orElseThrow().fields().keySet());
    }
}
