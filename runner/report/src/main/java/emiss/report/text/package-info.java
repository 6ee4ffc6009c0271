/** How symbols and measured numbers are written: on the terminal, in figures, on pages. */
package emiss.report.text;
