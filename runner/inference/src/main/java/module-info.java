/** Binned likelihoods of counting experiments, their fits, intervals and significances; no particle physics, no files. */
@org.jspecify.annotations.NullMarked
module emiss.inference {
    requires transitive emiss.api;
    requires hipparchus.core;

    exports emiss.inference;
}
