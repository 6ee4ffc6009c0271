/**
 * Statements that go beyond a fit: upper limits (CLs, Feldman-Cousins), significances, goodness of fit and the impact of nuisance
 * parameters, asymptotic and by toys.
 *
 * <p>All of them are about one parameter x >= 0 on which rates depend linearly, a {@link
 * emiss.inference.statistics.TestedParameter}, in one {@link emiss.inference.PseudoExperiment}: the real outcome, Asimov data or a
 * toy. A {@link emiss.inference.statistics.StrengthFitter} belongs to one thread.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.2")
package emiss.inference.statistics;

import org.apiguardian.api.API;
