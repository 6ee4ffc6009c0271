package emiss.app.study;

import emiss.app.result.Table;

/** What a study found: a record whose components are written to {@code results.json} as they are. */
public interface Payload {
    /** The result in one line for people, in Unicode. */
    String summary();

    /** The numbers as a table, for CSV. */
    Table table();
}
