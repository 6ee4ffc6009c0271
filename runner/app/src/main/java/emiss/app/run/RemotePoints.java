package emiss.app.run;

import java.util.List;

/** Other processes that compute points. */
public interface RemotePoints {
    /** How many points they compute at once. */
    int slots();

    /**
     * Computes points; called by several threads.
     *
     * @param study id of the study
     * @param points numbers of the points, from 0
     * @param atOnce how many of them are one task
     * @return what came of each, in that order, as {@link PointLines} writes it
     * @throws RuntimeException if they cannot be computed there
     */
    List<String> lines(String study, List<Integer> points, int atOnce);
}
