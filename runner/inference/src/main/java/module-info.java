/** Binned likelihoods of counting experiments, their fits, intervals and significances; no particle physics, no files. */
@org.jspecify.annotations.NullMarked
module emiss.inference {
    requires transitive emiss.api;
    requires hipparchus.core;
    requires org.apache.commons.rng.api;
    requires org.apache.commons.rng.sampling;
    requires org.apache.commons.rng.simple;

    exports emiss.inference;
    exports emiss.inference.statistics;
}
