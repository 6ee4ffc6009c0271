package emiss.app.study;

import emiss.analysis.FittedSignal;
import java.util.List;
import java.util.Optional;

/** The settings of one study, and how it is computed. */
public interface Study {
    /** What is to be computed, with everything that its points share. An exception means that nothing can be. */
    Computation<?> begin(StudyContext context);

    /** The ids of the studies whose results it uses; they stand before it. */
    default List<String> of() {
        return List.of();
    }

    /** The signal at its best point, for programs that know no couplings; empty if it has none. */
    default Optional<FittedSignal> fittedSignal(StudyContext context) {
        return Optional.empty();
    }
}
