package emiss.data;

import emiss.api.DoubleVector;
import emiss.api.Provenance;
import emiss.api.decay.FormFactorTable;
import emiss.data.document.Kind;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The published form-factor sets that come with Emiss, and the reader of their format {@code emiss-form-factors/1}.
 *
 * <p>A document holds one set: {@code format}, {@code id}, {@code process}, {@code title}, {@code parentMass} and {@code
 * daughterMass} of the expansion [GeV], {@code poleMasses} [GeV] by form factor, {@code parameters}, {@code central},
 * {@code covariance} and {@code provenance}, as in {@link FormFactorTable}.
 */
public final class FormFactorLibrary {
    /** The name of the format, the value of the field {@code format}. */
    public static final String FORMAT = "emiss-form-factors/1";

    private static final List<String> BUILT_IN = List.of(
            "BK-GRvDV2023",
            "BK-FLAG2021-fit",
            "BK-HPQCD2022-fit",
            "BK-FLAG2021+HPQCD2022-fit",
            "BK-GKvD2018",
            "BKst-GRvDV2023",
            "BKst-GKvD2018",
            "BKst-GKvD2018-arXivv1",
            "BKst-BSZ2015",
            "BKst-BSZ2015-LCSR");

    /** Form factors of every process, and the coefficients among them that kinematics fixes. */
    private enum Process {
        TO_PSEUDOSCALAR("B->K", List.of("f+", "f0", "fT"), List.of("f0_0")),
        TO_VECTOR("B->K*", List.of("A0", "A1", "A12", "V", "T1", "T2", "T23"), List.of("A12_0", "T2_0"));

        private final String id;
        private final List<String> formFactors;
        private final List<String> fixed;

        Process(String id, List<String> formFactors, List<String> fixed) {
            this.id = id;
            this.formFactors = formFactors;
            this.fixed = fixed;
        }
    }

    private static final Map<String, Optional<Process>> PROCESSES = processes();

    private final Map<String, FormFactorTable> read = new ConcurrentHashMap<>();

    private FormFactorLibrary() {}

    /** {@return the sets that come with Emiss; each is read when it is first asked for} */
    public static FormFactorLibrary builtIn() {
        return new FormFactorLibrary();
    }

    /** {@return the names of all sets, the recommended one of every process first} */
    public List<String> ids() {
        return BUILT_IN;
    }

    /** {@return all sets, the recommended one of every process first} */
    public List<FormFactorTable> tables() {
        return BUILT_IN.stream().map(this::built).toList();
    }

    /**
     * {@return the set of this name}
     *
     * @param id the name
     */
    public Optional<FormFactorTable> table(String id) {
        return BUILT_IN.contains(id) ? Optional.of(built(id)) : Optional.empty();
    }

    private FormFactorTable built(String id) {
        return read.computeIfAbsent(id, known -> readResource("form-factors/" + known + ".json"));
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
        String id = decoder.string("id");
        Optional<Process> process = decoder.requiredOneOf("process", PROCESSES, Optional.empty());
        String title = decoder.string("title");
        double parentMass = positive(decoder, "parentMass", problems);
        double daughterMass = positive(decoder, "daughterMass", problems);
        List<String> parameters = decoder.strings("parameters");
        format.unique(decoder, "parameters", parameters);
        DoubleVector central = format.vector(decoder, "central", parameters.size(), "parameter");
        List<DoubleVector> covariance = format.covariance(decoder, "covariance", parameters.size(), "parameter");
        Map<String, Double> poleMasses = poleMasses(decoder, process, problems);
        process.ifPresent(known -> checkParameters(decoder, known, parameters, problems));
        Optional<Provenance> provenance = format.provenance(decoder);
        decoder.finish();
        Optional<FormFactorTable> table = format.build(
                0,
                decoder.location(),
                () -> new FormFactorTable(
                        id,
                        process.orElseThrow().id,
                        title,
                        parameters,
                        central,
                        covariance,
                        parentMass,
                        daughterMass,
                        poleMasses,
                        provenance.orElseThrow()));
        problems.throwIfAny();
        return table.orElseThrow();
    }

    private static Map<String, Double> poleMasses(ObjectDecoder decoder, Optional<Process> process, Problems problems) {
        Map<String, Double> masses = new LinkedHashMap<>();
        decoder.object("poleMasses").ifPresent(poles -> {
            process.ifPresent(known -> known.formFactors.forEach(
                    formFactor -> masses.put(formFactor, positive(poles, formFactor, problems))));
            if (process.isPresent()) {
                poles.finish();
            }
        });
        return masses;
    }

    private static void checkParameters(
            ObjectDecoder decoder, Process process, List<String> parameters, Problems problems) {
        for (int i = 0; i < parameters.size(); i++) {
            String parameter = parameters.get(i);
            int split = parameter.lastIndexOf('_');
            boolean wellFormed = split > 0
                    && process.formFactors.contains(parameter.substring(0, split))
                    && parameter.substring(split + 1).matches("[0-9]");
            Node node = FormatReading.item(decoder, "parameters", i);
            if (node.kind() != Kind.STRING) {
                continue;
            }
            if (!wellFormed) {
                problems.add(
                        node.location(),
                        "item " + (i + 1) + " of \"parameters\" is \"" + parameter
                                + "\", expected a form factor (" + String.join(", ", process.formFactors)
                                + "), an underscore and the order, for example \"" + process.formFactors.get(0)
                                + "_0\"");
            } else if (process.fixed.contains(parameter)) {
                problems.add(
                        node.location(),
                        "item " + (i + 1) + " of \"parameters\" is \"" + parameter
                                + "\", which kinematics fixes; leave it out");
            }
        }
        for (String formFactor : process.formFactors) {
            if (parameters.stream().noneMatch(parameter -> parameter.startsWith(formFactor + "_"))) {
                problems.add(decoder.location("parameters"), "\"parameters\" has none of form factor " + formFactor);
            }
        }
    }

    private static double positive(ObjectDecoder decoder, String key, Problems problems) {
        int before = problems.count();
        double value = decoder.number(key);
        if (problems.count() == before && decoder.has(key) && !(value > 0)) {
            problems.add(decoder.location(key), "\"" + key + "\" is " + value + ", expected > 0");
        }
        return value;
    }

    private static Map<String, Optional<Process>> processes() {
        Map<String, Optional<Process>> processes = new LinkedHashMap<>();
        for (Process process : Process.values()) {
            processes.put(process.id, Optional.of(process));
        }
        return processes;
    }

    private static FormFactorTable readResource(String resource) {
        try (InputStream content = FormFactorLibrary.class.getResourceAsStream(resource)) {
            if (content == null) {
                throw new IllegalStateException("the resource " + resource + " is missing from emiss.data");
            }
            return read(content, resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
