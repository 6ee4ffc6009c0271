package emiss.app.run;

import emiss.app.study.Points.Attempt;
import java.util.Optional;

/** Where finished points outlive a run, and where it finds those of an earlier one. */
public interface PointStore {
    /** Keeps nothing. */
    PointStore NONE = new PointStore() {
        @Override
        public <P extends Record> Optional<Attempt<P>> find(String study, int index, Class<P> type) {
            return Optional.empty();
        }

        @Override
        public void keep(String study, int index, Attempt<?> attempt) {}
    };

    /**
     * What came of a point; empty if it is not known.
     *
     * @param study id of the study
     * @param index number of the point, from 0
     * @param type the type of points of the study
     */
    <P extends Record> Optional<Attempt<P>> find(String study, int index, Class<P> type);

    /** Keeps what came of a point; called by several threads. */
    void keep(String study, int index, Attempt<?> attempt);
}
