package emiss.data;

import emiss.api.scenario.Complex;
import emiss.data.document.Kind;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import emiss.data.document.Syntax;
import emiss.data.document.ValueDecoder;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Wilson coefficients in the exchange format WCxf (arXiv:1712.05298), JSON or YAML: {@code eft}, {@code basis}, {@code scale} [GeV]
 * and {@code values}, each a number or {@code Re} and {@code Im}. {@code metadata} is not read.
 *
 * @param scale the scale of the coefficients [GeV]
 * @param values the coefficients by name
 */
public record WcxfFile(double scale, Map<String, Complex> values) {
    private static final String EFT = "WET";
    private static final String BASIS = "flavio";

    /**
     * Copies the map.
     *
     * @param scale the scale of the coefficients [GeV]
     * @param values the coefficients by name
     */
    public WcxfFile {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * Reads a file of the weak effective theory in the basis of flavio.
     *
     * @param content the document, UTF-8; read to its end but not closed
     * @param name its name, which says by {@code .json} that it is JSON, else it is YAML
     * @return the coefficients
     * @throws emiss.api.experiment.DataFormatException listing every problem with its line and column
     */
    public static WcxfFile read(InputStream content, String name) {
        Problems problems = new Problems();
        Syntax syntax = name.endsWith(".json") ? Syntax.JSON : Syntax.YAML;
        Node root = Node.parse(name, content, syntax, problems);
        problems.throwIfAny();
        ObjectDecoder decoder = new ObjectDecoder(root, "the WCxf file", problems);
        expect(decoder, "eft", EFT, "other theories are not matched to it here", problems);
        expect(decoder, "basis", BASIS, "other bases are not translated here", problems);
        double scale = decoder.number("scale");
        Map<String, Complex> values = new LinkedHashMap<>();
        decoder.required("values")
                .filter(node -> ValueDecoder.check(node, Kind.OBJECT, "\"values\"", problems))
                .ifPresent(node -> node.fields()
                        .forEach((coefficient, value) -> values.put(coefficient, value(coefficient, value, problems))));
        decoder.optional("metadata");
        decoder.finish();
        problems.throwIfAny();
        return new WcxfFile(scale, values);
    }

    private static void expect(ObjectDecoder decoder, String key, String expected, String why, Problems problems) {
        int before = problems.count();
        String found = decoder.string(key);
        if (problems.count() == before && !found.equals(expected)) {
            problems.add(
                    decoder.location(key),
                    "\"" + key + "\" is \"" + found + "\", expected \"" + expected + "\"; " + why);
        }
    }

    private static Complex value(String coefficient, Node value, Problems problems) {
        if (value.kind() != Kind.OBJECT) {
            return Complex.real(ValueDecoder.asNumber(value, "\"" + coefficient + "\"", problems));
        }
        ObjectDecoder parts = new ObjectDecoder(value, "\"" + coefficient + "\"", problems);
        Complex complex = new Complex(parts.number("Re", 0), parts.number("Im", 0));
        parts.finish();
        return complex;
    }
}
