package emiss.app.config;

import emiss.analysis.LuminosityScale;
import emiss.api.scenario.Basis;
import emiss.api.scenario.Scenario;
import emiss.app.input.DataChoice;
import emiss.app.study.CouplingDecoder;
import emiss.app.study.Field;
import emiss.app.study.Fields;
import emiss.app.study.StudyDecoder;
import emiss.data.document.Kind;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import emiss.data.document.ValueDecoder;
import emiss.physics.Candidate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Reads the field {@code data} of a run or a study: {@code observed}, or Asimov data of a hypothesis. */
final class DataReader {
    /** A list is fitted to the real data first; values are taken as they are. */
    private static final Field COUPLINGS = Fields.COUPLINGS;

    private static final List<Field> FIELDS = List.of(
            Fields.SCENARIO, Fields.BASIS, COUPLINGS, Fields.MASS, Fields.WIDTH, Fields.LIFETIME, Fields.LAMBDA);

    private final Problems problems;
    private final BiFunction<List<Field>, ObjectDecoder, StudyDecoder> hypotheses;

    /**
     * Creates a reader.
     *
     * @param hypotheses makes a decoder of settings that say what is invisible, in the data that are meant
     */
    DataReader(Problems problems, BiFunction<List<Field>, ObjectDecoder, StudyDecoder> hypotheses) {
        this.problems = problems;
        this.hypotheses = hypotheses;
    }

    /** The data that {@code parent} names; {@code defaults} if it names none, for which other data sets may know too little. */
    DataChoice read(ObjectDecoder parent, DataChoice defaults) {
        Optional<Node> given = parent.optional("data");
        if (given.isEmpty()) {
            defaults.asimov()
                    .flatMap(DataChoice.Source::candidate)
                    .ifPresent(candidate ->
                            hypotheses.apply(FIELDS, parent).candidate().checkData(candidate));
            return defaults;
        }
        Node node = given.get();
        if (node.kind() != Kind.OBJECT) {
            ValueDecoder.asChoice(node, "\"data\"", Map.of("observed", true), true, problems);
            return DataChoice.OBSERVED;
        }
        ObjectDecoder decoder = new ObjectDecoder(node, "\"data\"", problems);
        Optional<DataChoice.Source> source = decoder.required("asimov").flatMap(this::source);
        double factor = decoder.number("luminosityScale", 1);
        if (!(factor > 0)) {
            problems.add(decoder.location("luminosityScale"), "luminosityScale is " + factor + ", expected > 0");
            factor = 1;
        }
        boolean scaled = decoder.bool("scaleSystematics", false);
        decoder.finish();
        return new DataChoice(source, new LuminosityScale(factor, scaled));
    }

    private Optional<DataChoice.Source> source(Node node) {
        if (node.kind() == Kind.OBJECT) {
            StudyDecoder decoder = hypotheses.apply(FIELDS, new ObjectDecoder(node, "\"asimov\"", problems));
            return decoder.read(DataReader::newParticles);
        }
        Map<String, Optional<DataChoice.Named>> choices = new LinkedHashMap<>();
        Arrays.stream(DataChoice.Named.values()).forEach(named -> choices.put(named.text(), Optional.of(named)));
        return ValueDecoder.asChoice(node, "\"asimov\"", choices, Optional.empty(), problems)
                .map(DataChoice.Source::of);
    }

    private static Optional<DataChoice.Source> newParticles(StudyDecoder decoder) {
        Optional<Candidate> candidate = decoder.candidate().read();
        decoder.require(COUPLINGS);
        decoder.requireFilled(COUPLINGS);
        return candidate.map(found -> {
            Scenario scenario = found.scenario();
            CouplingDecoder couplings = decoder.couplings(scenario);
            boolean isMap = decoder.nameOrObject(COUPLINGS).isPresent();
            Map<Basis.Variable, Double> values = isMap ? couplings.values(COUPLINGS) : Map.of();
            List<Basis.Variable> fitted = isMap ? List.of() : couplings.floating();
            double mass = decoder.has(Fields.MASS) || !scenario.massDomain().contains(0) ? decoder.mass(scenario) : 0;
            return new DataChoice.Source(
                    Optional.empty(), Optional.of(found.at(mass)), fitted, values, decoder.resolved());
        });
    }
}
