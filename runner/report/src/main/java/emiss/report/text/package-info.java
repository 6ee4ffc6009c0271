/** How symbols and measured numbers are written: on the terminal, in figures, on pages. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
package emiss.report.text;

import org.apiguardian.api.API;
