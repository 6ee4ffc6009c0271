/** The command line: one class per command, and what they print. */
package emiss.cli;
