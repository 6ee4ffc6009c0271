package emiss.data.pyhf;

import java.util.Optional;

/**
 * What to make of a workspace.
 *
 * @param id id of the data set
 * @param measurement name of the measurement; empty for the first
 * @param response how the signal responds to the true q2; empty if the data set is to serve signal strengths only
 */
public record WorkspaceChoice(String id, String measurement, Optional<SignalResponse> response) {
    /**
     * {@return the first measurement, for signal strengths}
     *
     * @param id name of the data set
     */
    public static WorkspaceChoice first(String id) {
        return new WorkspaceChoice(id, "", Optional.empty());
    }
}
