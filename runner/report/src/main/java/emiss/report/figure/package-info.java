/** What a figure says, apart from how it is drawn: panels with axes and layers of numbers. */
package emiss.report.figure;
