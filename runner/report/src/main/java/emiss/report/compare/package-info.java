/** What differs between two runs, apart from how it is shown. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
package emiss.report.compare;

import org.apiguardian.api.API;
