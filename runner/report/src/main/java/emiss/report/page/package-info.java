/** Pages for a browser that need no network: the report of a run, and the comparison of two runs. */
package emiss.report.page;
