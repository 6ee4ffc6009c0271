/** Draws figures into files: scalable ones for papers, pixels for slides. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
package emiss.report.chart;

import org.apiguardian.api.API;
