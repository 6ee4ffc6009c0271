/** Theory and data joined: folding, signals as quadratic forms of couplings, fits, planes; no files, no settings. */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // the application is compiled later
module emiss.analysis {
    requires transitive emiss.api;
    requires transitive emiss.inference;
    requires transitive emiss.physics;

    exports emiss.analysis to
            emiss.app;
}
