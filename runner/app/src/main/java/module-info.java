/** The application: configuration, study types, plugins, how points run, export, and the library. */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // the command line and the service are compiled later
module emiss.app {
    requires transitive emiss.analysis;
    requires transitive emiss.api;
    requires transitive emiss.data;
    requires transitive emiss.inference;
    requires transitive emiss.physics;
    requires transitive emiss.results;
    requires com.google.guice;
    requires jakarta.inject;
    requires tools.jackson.databind;
    requires tools.jackson.dataformat.yaml;

    exports emiss.app;
    exports emiss.app.config to
            emiss.cli,
            emiss.server;
    exports emiss.app.evaluate to
            emiss.server;
    exports emiss.app.export to
            emiss.cli;
    exports emiss.app.file to
            emiss.cli,
            emiss.server;
    exports emiss.app.plugin to
            emiss.cli,
            emiss.server;
    exports emiss.app.run to
            emiss.cli,
            emiss.server;
    exports emiss.app.scaffold to
            emiss.cli;
    exports emiss.app.studies to
            emiss.cli,
            emiss.server;
    exports emiss.app.study to
            emiss.cli,
            emiss.server;

    uses emiss.api.experiment.Experiment;
    uses emiss.api.scenario.Scenario;
    uses emiss.app.Backend;

    opens emiss.app to
            com.google.guice;
    opens emiss.app.config to
            com.google.guice;
    opens emiss.app.export to
            com.google.guice;
    opens emiss.app.plugin to
            com.google.guice;
    opens emiss.app.run to
            com.google.guice,
            emiss.results;
    opens emiss.app.studies to
            emiss.results;
}
