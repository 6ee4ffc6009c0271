package emiss.data.pyhf;

import emiss.api.Provenance;
import emiss.data.document.Kind;
import emiss.data.document.Location;
import emiss.data.document.NearestName;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import emiss.data.document.ValueDecoder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The HistFactory part of an HS3 document: one analysis, its likelihood, the channels and constraints in it. Whatever of these
 * is not supported is a problem at its place; what the likelihood does not use is not looked at.
 */
final class Hs3Document {
    private record NamedTerm(String name, OptionalDouble outcome, Location where) {}

    private final Problems problems;
    private final Hs3Index index;
    private final String documentName;
    private final boolean isFromRoot;
    private final String wantedPoi;
    private String title = "HS3 document";
    private String poi = "";
    private Location poiLocation;
    private Hs3Model model;

    /** Decodes a document; problems leave it without a use. */
    Hs3Document(Node root, Hs3Choice choice, Problems problems) {
        this.problems = problems;
        wantedPoi = choice.poi();
        documentName = root.location().document();
        poiLocation = root.location();
        ObjectDecoder decoder = new ObjectDecoder(root, "the document", problems);
        isFromRoot = decoder.object("metadata").map(this::metadata).orElse(false);
        index = new Hs3Index(decoder, problems);
        decoder.has("misc");
        decoder.finish();
        model = Hs3Model.empty();
        if (problems.isEmpty()) {
            choose(choice, decoder);
        }
    }

    /** Checks the version; whether ROOT wrote the document. */
    private boolean metadata(ObjectDecoder metadata) {
        String version = metadata.string("hs3_version");
        if (!version.isEmpty() && !version.equals("0.2") && !version.startsWith("0.2.")) {
            problems.add(
                    metadata.location("hs3_version"),
                    "\"hs3_version\" is \"" + version + "\", expected 0.2, which is the version that is read");
        }
        for (Node item : metadata.optionalList("packages")) {
            Node name = item.fields().get("name");
            if (name != null && name.text().equals("ROOT")) {
                return true;
            }
        }
        return false;
    }

    private void choose(Hs3Choice choice, ObjectDecoder root) {
        Map<String, Node> analyses = index.all("analyses");
        Map<String, Node> likelihoods = index.all("likelihoods");
        boolean isLikelihood = choice.analysis().isEmpty()
                ? analyses.isEmpty()
                : !analyses.containsKey(choice.analysis()) && likelihoods.containsKey(choice.analysis());
        Map<String, Node> candidates = isLikelihood ? likelihoods : analyses;
        String list = isLikelihood ? "likelihoods" : "analyses";
        if (choice.analysis().isEmpty() && candidates.size() != 1) {
            problems.add(
                    root.location(list),
                    candidates.isEmpty()
                            ? "there is no analysis and no likelihood, expected one"
                            : "there are " + candidates.size() + " " + list
                                    + ", expected the name of one as \"analysis\": "
                                    + String.join(", ", candidates.keySet()));
            return;
        }
        String name =
                choice.analysis().isEmpty() ? candidates.keySet().iterator().next() : choice.analysis();
        Optional<Node> chosen = index.find(list, name, root.location(list));
        title = "HS3 document, " + (isLikelihood ? "likelihood " : "analysis ") + name;
        chosen.ifPresent(node -> {
            if (isLikelihood) {
                poi = wantedPoi;
                poiLocation = node.location();
                likelihood(node, new Hs3Parameters(index, Optional.empty(), List.of(), problems));
            } else {
                analysis(node);
            }
        });
    }

    private void analysis(Node node) {
        ObjectDecoder decoder = new ObjectDecoder(node, "the analysis", problems);
        decoder.has("name");
        decoder.has("prior");
        String name = decoder.string("likelihood");
        Optional<Node> likelihood = index.find("likelihoods", name, decoder.location("likelihood"));
        String key = decoder.has("parameter_of_interest") ? "parameter_of_interest" : "parameters_of_interest";
        List<String> interest = decoder.optionalStrings(key);
        poiLocation = decoder.location(key);
        if (wantedPoi.isEmpty() && interest.size() > 1) {
            problems.add(
                    poiLocation,
                    "the analysis has the parameters of interest " + String.join(", ", interest)
                            + ", expected the name of one as \"poi\"");
        }
        poi = wantedPoi.isEmpty() && !interest.isEmpty() ? interest.get(0) : wantedPoi;
        List<Node> domains = new ArrayList<>();
        for (Node item : names(decoder, "domains", "domain")) {
            index.find("domains", ValueDecoder.asString(item, "a domain", problems), item.location())
                    .ifPresent(domains::add);
        }
        String init = decoder.string("init", "");
        Optional<Node> point =
                init.isEmpty() ? Optional.empty() : index.find("parameter_points", init, decoder.location("init"));
        decoder.finish();
        likelihood.ifPresent(found -> likelihood(found, new Hs3Parameters(index, point, domains, problems)));
    }

    /** A list of names, or one name in a field of another name. */
    private static List<Node> names(ObjectDecoder decoder, String list, String single) {
        List<Node> names = new ArrayList<>(decoder.optionalList(list));
        decoder.optional(single).ifPresent(names::add);
        return names;
    }

    private void likelihood(Node node, Hs3Parameters parameters) {
        ObjectDecoder decoder = new ObjectDecoder(node, "the likelihood", problems);
        decoder.has("name");
        List<Node> distributions = decoder.list("distributions");
        List<Node> data = decoder.list("data");
        List<Node> auxiliary = decoder.optionalList("aux_distributions");
        decoder.finish();
        if (distributions.size() != data.size() && !data.isEmpty()) {
            problems.add(
                    decoder.location("data"),
                    "\"data\" has " + data.size() + " items, expected " + distributions.size()
                            + " as in \"distributions\"");
        }
        Hs3ChannelDecoder channelDecoder = new Hs3ChannelDecoder(index, problems);
        List<Hs3Channel> channels = new ArrayList<>();
        List<NamedTerm> terms = new ArrayList<>();
        Set<String> named = new HashSet<>();
        for (int i = 0; i < Math.min(distributions.size(), data.size()); i++) {
            Node item = distributions.get(i);
            String name = ValueDecoder.asString(item, "an item of \"distributions\"", problems);
            Optional<Node> found = index.find("distributions", name, item.location());
            if (found.isPresent() && !named.add(name)) {
                problems.add(item.location(), "the likelihood names the distribution \"" + name + "\" twice");
            }
            if (found.isPresent() && index.type(found.get()).equals("histfactory_dist")) {
                observed(data.get(i)).ifPresent(outcome -> channels.add(channelDecoder.channel(found.get(), outcome)));
            } else if (found.isPresent()) {
                boolean isConstraint = Hs3Constraints.TYPES.contains(index.type(found.get()));
                OptionalDouble outcome = isConstraint ? outcome(data.get(i)) : OptionalDouble.empty();
                terms.add(new NamedTerm(name, outcome, item.location()));
            }
        }
        for (Node item : auxiliary) {
            String name = ValueDecoder.asString(item, "an item of \"aux_distributions\"", problems);
            terms.add(new NamedTerm(name, OptionalDouble.empty(), item.location()));
        }
        channelDecoder
                .namedConstraints()
                .forEach((name, where) -> terms.add(new NamedTerm(name, OptionalDouble.empty(), where)));
        if (problems.isEmpty()) {
            Hs3Constraints constraints = new Hs3Constraints(index, parameters, parametersOf(channels), problems);
            terms.forEach(term -> constraints.add(term.name(), term.outcome(), term.where()));
            if (channels.isEmpty() && problems.isEmpty()) {
                problems.add(node.location(), "the likelihood has no histfactory_dist, expected at least one");
            }
            if (problems.isEmpty()) {
                model = new Hs3ModelBuilder(parameters, constraints, isFromRoot, poi, problems).build(channels);
                checkPoi(wantedPoi, parametersOf(channels));
            }
        }
    }

    /** A misspelt name would leave the data without a signal. */
    private void checkPoi(String wanted, Set<String> parameters) {
        if (!wanted.isEmpty() && !parameters.contains(wanted)) {
            problems.add(
                    poiLocation,
                    "the parameter of interest \"" + wanted + "\" belongs to no modifier"
                            + NearestName.hint(wanted, parameters));
        }
    }

    private static Set<String> parametersOf(List<Hs3Channel> channels) {
        Set<String> parameters = new HashSet<>();
        for (Hs3Channel channel : channels) {
            for (Hs3Sample sample : channel.samples()) {
                sample.modifiers().forEach(modifier -> parameters.addAll(modifier.parameters()));
            }
        }
        return parameters;
    }

    /** The binned data that are named beside a channel. */
    private Optional<Node> observed(Node item) {
        return index.find("data", ValueDecoder.asString(item, "an item of \"data\"", problems), item.location());
    }

    /** The number beside a constraint: itself, or as data of type {@code point}. */
    private OptionalDouble outcome(Node item) {
        if (item.kind() == Kind.STRING) {
            Optional<Node> found = index.find("data", item.text(), item.location());
            if (found.isEmpty()) {
                return OptionalDouble.empty();
            }
            ObjectDecoder point = new ObjectDecoder(found.get(), "the data", problems);
            point.has("name");
            point.has("axes");
            point.has("uncertainty");
            point.requiredOneOf("type", Map.of("point", "point"), "");
            double value = point.number("value");
            point.finish();
            return OptionalDouble.of(value);
        }
        return OptionalDouble.of(ValueDecoder.asNumber(item, "an item of \"data\"", problems));
    }

    HistFactoryDocument content() {
        return new HistFactoryDocument(
                title,
                new Provenance("HS3 document " + documentName, List.of(), "Imported."),
                model.channels(),
                model.parameters(),
                poi,
                poiLocation,
                false);
    }
}
