/**
 * What a run found: one record for every type of study, their tables and intervals, and how they are written to and read from
 * {@code results.json}. Nothing is computed here.
 */
@API(status = API.Status.STABLE, since = "0.2")
package emiss.results;

import org.apiguardian.api.API;
