package emiss.data.pyhf;

import emiss.data.document.Identifier;
import java.util.Optional;

/**
 * What to make of a workspace.
 *
 * @param id id of the data set
 * @param measurement name of the measurement; empty for the first
 * @param response how the signal responds to the true q2; empty if the data set is to serve signal strengths only
 * @param patch what to change in the workspace first; empty to take it as it is
 */
public record WorkspaceChoice(
        String id, String measurement, Optional<SignalResponse> response, Optional<ChosenPatch> patch) {
    /**
     * A patch of a set.
     *
     * @param set the set
     * @param name name of the patch; empty for a patch on its own
     */
    public record ChosenPatch(PatchSet set, String name) {}

    /**
     * Takes a workspace as it is.
     *
     * @param id id of the data set
     * @param measurement name of the measurement; empty for the first
     * @param response how the signal responds to the true q2; empty if the data set is to serve signal strengths only
     */
    public WorkspaceChoice(String id, String measurement, Optional<SignalResponse> response) {
        this(id, measurement, response, Optional.empty());
    }

    /**
     * Checks the id.
     *
     * @param id id of the data set
     * @param measurement name of the measurement; empty for the first
     * @param response how the signal responds to the true q2; empty if the data set is to serve signal strengths only
     * @param patch what to change in the workspace first
     * @throws IllegalArgumentException if the id is none, in the words of {@link Identifier}
     */
    public WorkspaceChoice {
        Identifier.misfit(id).ifPresent(message -> {
            throw new IllegalArgumentException(message);
        });
    }

    /**
     * {@return the first measurement, for signal strengths}
     *
     * @param id name of the data set
     */
    public static WorkspaceChoice first(String id) {
        return new WorkspaceChoice(id, "", Optional.empty());
    }
}
