/** The results of a run as they stand in {@code results.json}: read from the file alone, without the program that wrote it. */
@API(status = API.Status.STABLE, since = "0.1")
package emiss.report.result;

import org.apiguardian.api.API;
