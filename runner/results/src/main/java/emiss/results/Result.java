package emiss.results;

import java.util.List;
import java.util.Optional;

/**
 * What a study found: a record whose components are the fields of the study in {@code results.json}, as {@link Records} writes
 * them.
 */
public interface Result {
    /** {@return the most important numbers as a table, which is written beside {@code results.json}} */
    Table table();

    /** {@return all numbers as tables, the most important one first} */
    default List<Table> tables() {
        return List.of(table());
    }

    /**
     * {@return the 68 % interval of a number of this result; empty if it has none}
     *
     * @param pointer where the number stands, a JSON pointer, for example {@code /best/couplings/hV}
     */
    default Optional<Interval> interval68(String pointer) {
        return Optional.empty();
    }

    /** {@return what to know about the numbers, for example that an end of an interval is only a bound; one line each} */
    default List<String> notes() {
        return List.of();
    }

    /** {@return this result as maps, lists, numbers, texts and truth values} */
    default Object tree() {
        return Records.tree(this);
    }
}
