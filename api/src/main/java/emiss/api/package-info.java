/** Plain values that every other package uses: quantities with unit and source, vectors of numbers, provenance. */
@API(status = API.Status.STABLE, since = "0.1")
package emiss.api;

import org.apiguardian.api.API;
