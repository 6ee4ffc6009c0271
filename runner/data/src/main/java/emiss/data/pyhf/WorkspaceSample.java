package emiss.data.pyhf;

import emiss.api.DoubleVector;
import emiss.data.document.Location;
import java.util.List;

/**
 * A sample as it stands in a workspace.
 *
 * @param name its name
 * @param data expected events per bin
 * @param modifiers its modifiers
 * @param where its place
 */
record WorkspaceSample(String name, DoubleVector data, List<Modifier> modifiers, Location where) {
    boolean carries(ModifierType type, String modifier) {
        return modifiers.stream()
                .anyMatch(candidate ->
                        candidate.type() == type && candidate.name().equals(modifier));
    }
}
