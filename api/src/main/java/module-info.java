/** The vocabulary of Emiss and its two plugin interfaces, {@code Scenario} and {@code Experiment}. */
@org.jspecify.annotations.NullMarked
module emiss.api {
    requires static transitive org.apiguardian.api;
    requires transitive org.jspecify;

    exports emiss.api;
    exports emiss.api.decay;
    exports emiss.api.experiment;
    exports emiss.api.scenario;
}
