package emiss.data.pyhf;

import emiss.data.document.Identifier;
import java.util.Optional;

/**
 * What to make of an HS3 document.
 *
 * @param id id of the data set
 * @param analysis name of the analysis, or of a likelihood that no analysis names; empty for the only one
 * @param poi name of the parameter of interest; empty for that of the analysis
 * @param response how the signal responds to the true q2; empty if the data set is to serve signal strengths only
 */
public record Hs3Choice(String id, String analysis, String poi, Optional<SignalResponse> response) {
    /**
     * Checks the id.
     *
     * @param id id of the data set
     * @param analysis name of the analysis, or of a likelihood; empty for the only one
     * @param poi name of the parameter of interest; empty for that of the analysis
     * @param response how the signal responds to the true q2
     * @throws IllegalArgumentException if the id is none, in the words of {@link Identifier}
     */
    public Hs3Choice {
        Identifier.misfit(id).ifPresent(message -> {
            throw new IllegalArgumentException(message);
        });
    }

    /**
     * {@return the only analysis, for signal strengths}
     *
     * @param id name of the data set
     */
    public static Hs3Choice only(String id) {
        return new Hs3Choice(id, "", "", Optional.empty());
    }
}
