/** Contract tests that the authors of scenario and experiment plugins run on their plugins. */
@org.jspecify.annotations.NullMarked
module emiss.testkit {
    requires transitive emiss.api;
    requires transitive emiss.data;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;

    exports emiss.testkit;

    uses emiss.api.experiment.Experiment;
    uses emiss.api.scenario.Scenario;
}
