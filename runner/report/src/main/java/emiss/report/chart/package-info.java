/** Draws figures into files: scalable ones for papers, pixels for slides. */
package emiss.report.chart;
