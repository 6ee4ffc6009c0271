/** What a figure says, apart from how it is drawn: panels with axes and layers of numbers. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
package emiss.report.figure;

import org.apiguardian.api.API;
