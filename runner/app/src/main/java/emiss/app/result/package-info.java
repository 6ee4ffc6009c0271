/** The result of a run as plain values, and how it is written: {@code results.json} and a CSV file per study. */
package emiss.app.result;
