/**
 * HistFactory models as JSON: workspaces of pyhf (specification 1.0.0), read as data sets and written from them, and the
 * HistFactory part of HS3 documents, read as data sets.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
package emiss.data.pyhf;

import org.apiguardian.api.API;
