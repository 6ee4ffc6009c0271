/** A service on the loopback address: likelihoods, studies and the catalogue as JSON, and the explorer page. */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // the command line is compiled later
module emiss.server {
    requires emiss.app;
    requires emiss.report;
    requires jakarta.inject;
    requires jdk.httpserver;

    exports emiss.server to
            emiss.cli;

    opens emiss.server to
            com.google.guice;
}
