/**
 * What a scenario plugin says about new invisible particles: its couplings and four spectral functions of q2.
 *
 * <p>A scenario knows no form factor, no decay mode and no experiment. The definitions of the spectral functions follow
 * the helicity decomposition of B -> K(*) X with the invisible system X integrated over; the couplings are those of
 * arXiv:2403.13887, eqs. (3)-(5).
 */
@API(status = API.Status.STABLE, since = "0.1")
package emiss.api.scenario;

import org.apiguardian.api.API;
