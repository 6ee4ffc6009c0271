package emiss.data.pyhf;

import java.util.List;
import java.util.Map;

/**
 * What an HS3 document says, in the words of pyhf.
 *
 * @param channels the channels
 * @param parameters configurations of parameters and sets by name; those that need none have none
 */
record Hs3Model(List<WorkspaceChannel> channels, Map<String, ParameterConfig> parameters) {
    static Hs3Model empty() {
        return new Hs3Model(List.of(), Map.of());
    }
}
