/** The command line. */
@org.jspecify.annotations.NullMarked
module emiss.cli {
    requires emiss.app;
    requires emiss.report;
    requires emiss.server;
    requires info.picocli;
    requires jakarta.inject;
    requires tools.jackson.databind;

    opens emiss.cli to
            com.google.guice,
            info.picocli;
}
