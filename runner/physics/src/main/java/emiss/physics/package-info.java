/**
 * Rates of B -> K(*) X and Bs -> X for an invisible system X that is integrated over.
 *
 * <p>A {@link emiss.physics.HadronicTransition} supplies the hadronic weights of the four spectral functions of a
 * scenario, a {@link emiss.physics.Decay} combines the two into widths, and a {@link emiss.physics.Q2Spectrum} derives the
 * binned branching fractions as {@link emiss.physics.HermitianForm Hermitian forms} in the couplings, so that a fit never
 * integrates again. Conventions and formulas: arXiv:2403.13887, corrected as documented in the manual. Energies in GeV, q2
 * in GeV^2.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
package emiss.physics;

import org.apiguardian.api.API;
