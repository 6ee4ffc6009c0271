package emiss.app.run;

import emiss.app.study.Points.Attempt;
import java.util.List;
import java.util.Optional;

/**
 * The journals of the shards of one run. Where two have a point, the first counts.
 *
 * @param journals their lines
 */
public record Shards(List<JournalLines> journals) implements PointStore {
    /** Copies the list. */
    public Shards {
        journals = List.copyOf(journals);
    }

    @Override
    public <P extends Record> Optional<Attempt<P>> find(String study, int index, Class<P> type) {
        return journals.stream()
                .flatMap(journal -> journal.find(study, index, type).stream())
                .findFirst();
    }

    @Override
    public void keep(String study, int index, Attempt<?> attempt) {
        throw new IllegalStateException(
                "point " + index + " of " + study + " was computed, where points are only joined");
    }
}
