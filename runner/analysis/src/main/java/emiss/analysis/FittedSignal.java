package emiss.analysis;

import java.util.Optional;

/**
 * The signal at the best point of a study.
 *
 * @param analysis the likelihood that was fitted
 * @param newParticles the best couplings; empty for the Standard Model times a free factor
 */
public record FittedSignal(Analysis analysis, Optional<CouplingFit> newParticles) {}
