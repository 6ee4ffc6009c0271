/** The results of a run as they stand in {@code results.json}: read from the file alone, without the program that wrote it. */
package emiss.report.result;
