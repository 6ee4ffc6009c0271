/** Pages for a browser that need no network: the report of a run, and the comparison of two runs. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
package emiss.report.page;

import org.apiguardian.api.API;
