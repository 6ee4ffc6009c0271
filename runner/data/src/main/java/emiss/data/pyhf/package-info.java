/** Workspaces of pyhf (HistFactory as JSON, specification 1.0.0): read as data sets, and written from them. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
package emiss.data.pyhf;

import org.apiguardian.api.API;
