/** The decay rates: form factors, helicity amplitudes, spectra and their dependence on the couplings. */
@org.jspecify.annotations.NullMarked
module emiss.physics {
    requires transitive emiss.api;
    requires hipparchus.core;

    exports emiss.physics;
}
