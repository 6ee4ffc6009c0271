package emiss.app.run;

import emiss.app.study.Computation;
import emiss.app.study.Points.Attempt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What came of the points of a study that belong to a share.
 *
 * @param study id of the study
 * @param points how many there are
 * @param finished how many of them are finished, in this run or an earlier one
 * @param problems what went wrong, one line each
 */
public record StudyShare(String study, int points, int finished, List<String> problems) {
    /** Copies the list. */
    public StudyShare {
        problems = List.copyOf(problems);
    }

    static StudyShare none(String study, String... problems) {
        return new StudyShare(study, 0, 0, List.of(problems));
    }

    static <P extends Record> StudyShare of(
            String study,
            Computation<P> computation,
            Share share,
            String missing,
            List<Optional<Attempt<P>>> attempts) {
        List<String> problems = new ArrayList<>();
        int points = 0;
        int finished = 0;
        for (int index = 0; index < attempts.size(); index++) {
            if (!share.has(index)) {
                continue;
            }
            points++;
            Optional<Attempt<P>> attempt = attempts.get(index);
            if (attempt.filter(Attempt::isSettled).isPresent()) {
                finished++;
            }
            if (attempt.isPresent() && attempt.get().point().isEmpty()) {
                problems.add(computation.label().apply(index) + " failed: "
                        + attempt.get().failure());
            }
        }
        if (finished < points) {
            problems.add(missing + ": " + finished + " of " + points + " points are finished");
        }
        return new StudyShare(study, points, finished, problems);
    }
}
