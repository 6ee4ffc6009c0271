/** What differs between two runs, apart from how it is shown. */
package emiss.report.compare;
