/** What was found: a record for every type of study, its tables and intervals; writes and reads results. */
@org.jspecify.annotations.NullMarked
module emiss.results {
    requires transitive emiss.data;
    requires de.siegmar.fastcsv;

    exports emiss.results;
}
