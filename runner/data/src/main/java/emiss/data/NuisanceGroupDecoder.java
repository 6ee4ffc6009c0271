package emiss.data;

import emiss.api.experiment.NuisanceGroup;
import emiss.data.document.Kind;
import emiss.data.document.NearestName;
import emiss.data.document.Node;
import emiss.data.document.Problems;
import emiss.data.document.ValueDecoder;
import emiss.data.format.FormatReading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decodes {@code nuisanceGroups} of a counting data set. */
final class NuisanceGroupDecoder {
    private final FormatReading format;
    private final Problems problems;
    private final Set<String> parameters;
    private final Map<String, String> groupOf = new HashMap<>();
    private final List<NuisanceGroup> found = new ArrayList<>();

    NuisanceGroupDecoder(FormatReading format, ChannelDecoder channels, List<String> formFactorParameters) {
        this.format = format;
        this.problems = format.problems();
        this.parameters = channels.parameters();
        channels.simulationStatistics().forEach(name -> groupOf.put(name, NuisanceGroup.MC_STATISTICS));
        formFactorParameters.forEach(name -> groupOf.put(name, NuisanceGroup.FORM_FACTORS));
    }

    /** Those that are right. */
    List<NuisanceGroup> found() {
        return found;
    }

    void decode(Node node) {
        // Where a channel is broken its parameters are unknown.
        boolean parametersAreKnown = problems.isEmpty();
        if (!ValueDecoder.check(node, Kind.OBJECT, "\"nuisanceGroups\"", problems)) {
            return;
        }
        node.fields().forEach((id, value) -> {
            int before = problems.count();
            List<String> members = ValueDecoder.asStrings(value, "nuisance group \"" + id + "\"", problems);
            format.build(before, node.keyLocation(id), () -> new NuisanceGroup(id, members))
                    .ifPresent(found::add);
            for (int i = 0; parametersAreKnown && problems.count() == before && i < members.size(); i++) {
                assign(value.items().get(i), "item " + (i + 1) + " of nuisance group \"" + id + "\"", id);
            }
        });
    }

    private void assign(Node member, String what, String id) {
        List<String> matching = parameters.stream()
                .filter(name -> NuisanceGroup.matches(member.text(), name))
                .toList();
        if (matching.isEmpty()) {
            problems.add(
                    member.location(),
                    what + " is \"" + member.text() + "\"" + NearestName.hint(member.text(), parameters));
        }
        matching.stream()
                .filter(name -> groupOf.putIfAbsent(name, id) != null)
                .findFirst()
                .ifPresent(name -> problems.add(
                        member.location(),
                        what + " is \"" + member.text() + "\", but \"" + name + "\" is in \"" + groupOf.get(name)
                                + "\" already"));
    }
}
