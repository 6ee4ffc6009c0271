/** The application: configuration, studies, results and the command line. */
@org.jspecify.annotations.NullMarked
module emiss.app {
    requires transitive emiss.api;
    requires transitive emiss.data;
    requires transitive emiss.inference;
    requires transitive emiss.physics;
    requires transitive emiss.report;
    requires com.fasterxml.jackson.annotation;
    requires com.google.guice;
    requires de.siegmar.fastcsv;
    requires info.picocli;
    requires jakarta.inject;
    requires tools.jackson.databind;

    exports emiss.app;

    uses emiss.api.experiment.Experiment;
    uses emiss.api.scenario.Scenario;

    opens emiss.app to
            com.google.guice;
    opens emiss.app.command to
            com.google.guice,
            info.picocli;
    opens emiss.app.config to
            com.google.guice,
            tools.jackson.databind;
    opens emiss.app.export to
            com.google.guice,
            info.picocli;
    opens emiss.app.plugin to
            com.google.guice;
    opens emiss.app.result to
            tools.jackson.databind;
    opens emiss.app.run to
            com.google.guice;
    opens emiss.app.study to
            com.google.guice,
            tools.jackson.databind;
}
