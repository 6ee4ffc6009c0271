package emiss.api.scenario;

/** How a scenario relates to the Standard-Model decay into neutrinos. */
public enum SmTreatment {
    /** The new final state comes in addition to the Standard Model. */
    ADD,
    /** The couplings contain the Standard-Model amplitude; its own prediction is dropped. */
    REPLACE
}
