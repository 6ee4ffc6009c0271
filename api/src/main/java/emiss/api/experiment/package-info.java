/**
 * What an experiment plugin says about a measurement: observed counts, background model and response to q2, or published
 * branching fractions. No physics model is inside. The statistical vocabulary is HistFactory's.
 */
@API(status = API.Status.STABLE, since = "0.1")
package emiss.api.experiment;

import org.apiguardian.api.API;
