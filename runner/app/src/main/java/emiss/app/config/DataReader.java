package emiss.app.config;

import emiss.analysis.LuminosityScale;
import emiss.api.scenario.Basis;
import emiss.api.scenario.Scenario;
import emiss.app.input.DataChoice;
import emiss.app.plugin.Catalogue;
import emiss.app.plugin.Plugin;
import emiss.data.document.Kind;
import emiss.data.document.NearestName;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import emiss.data.document.ValueDecoder;
import emiss.physics.Candidate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the field {@code data} of a run or a study: {@code observed}, or Asimov data of a hypothesis. */
final class DataReader {
    private static final double LAMBDA = 10_000;

    private final Catalogue catalogue;
    private final Problems problems;

    DataReader(Catalogue catalogue, Problems problems) {
        this.catalogue = catalogue;
        this.problems = problems;
    }

    /** The data that {@code parent} names; {@code defaults} if it names none. */
    DataChoice read(ObjectDecoder parent, DataChoice defaults) {
        Optional<Node> given = parent.optional("data");
        if (given.isEmpty()) {
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
            return newParticles(new ObjectDecoder(node, "\"asimov\"", problems));
        }
        Map<String, Optional<DataChoice.Named>> choices = new LinkedHashMap<>();
        Arrays.stream(DataChoice.Named.values()).forEach(named -> choices.put(named.text(), Optional.of(named)));
        return ValueDecoder.asChoice(node, "\"asimov\"", choices, Optional.empty(), problems)
                .map(named -> new DataChoice.Source(Optional.of(named), Optional.empty(), List.of(), Map.of()));
    }

    private Optional<DataChoice.Source> newParticles(ObjectDecoder decoder) {
        int before = problems.count();
        String id = decoder.string("scenario");
        double mass = decoder.number("mass", 0);
        double width = decoder.number("width", 0);
        double lambda = decoder.number("lambda", LAMBDA);
        Optional<Node> couplings = decoder.required("couplings");
        decoder.finish();
        Optional<Scenario> scenario = catalogue.scenario(id);
        if (scenario.isEmpty()) {
            if (!id.isEmpty()) {
                List<String> valid =
                        catalogue.scenarios().stream().map(Plugin::id).toList();
                problems.add(decoder.location("scenario"), NearestName.unknown("scenario", id, valid));
            }
            return Optional.empty();
        }
        if (!scenario.get().massDomain().contains(mass)) {
            problems.add(decoder.location("mass"), "the mass " + mass + " GeV is not possible for " + id);
        }
        if (!(lambda > 0) || width < 0) {
            problems.add(
                    decoder.location(), "lambda is " + lambda + " and width " + width + " GeV, expected > 0 and >= 0");
        }
        List<Basis.Variable> fitted = new ArrayList<>();
        Map<Basis.Variable, Double> values = new LinkedHashMap<>();
        couplings.ifPresent(node -> {
            if (node.kind() == Kind.OBJECT) {
                node.fields()
                        .forEach((name, value) -> coupling(scenario.get(), name, value)
                                .ifPresent(found ->
                                        values.put(found, ValueDecoder.asNumber(value, "coupling " + name, problems))));
            } else {
                for (Node item : ValueDecoder.asList(node, "\"couplings\"", problems)) {
                    coupling(scenario.get(), ValueDecoder.asString(item, "a coupling", problems), item)
                            .ifPresent(fitted::add);
                }
            }
            if (fitted.isEmpty() && values.isEmpty() && problems.count() == before) {
                problems.add(node.location(), "no coupling is named, expected at least one");
            }
        });
        return problems.count() > before
                ? Optional.empty()
                : Optional.of(new DataChoice.Source(
                        Optional.empty(),
                        Optional.of(new Candidate(scenario.get(), mass, lambda, width)),
                        fitted,
                        values));
    }

    private Optional<Basis.Variable> coupling(Scenario scenario, String name, Node where) {
        List<String> valid =
                scenario.couplings().stream().map(coupling -> coupling.name()).toList();
        if (!valid.contains(name)) {
            problems.add(where.location(), NearestName.unknown("coupling of " + scenario.id(), name, valid));
            return Optional.empty();
        }
        return Optional.of(Basis.Variable.coupling(name));
    }
}
