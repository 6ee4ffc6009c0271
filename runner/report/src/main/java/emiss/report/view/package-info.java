/** What a run shows of its studies: one view for every type of study, with its texts, its key numbers and its figure. */
@API(status = API.Status.EXPERIMENTAL, since = "0.2")
package emiss.report.view;

import org.apiguardian.api.API;
