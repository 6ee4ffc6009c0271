/** Reads a run configuration, strictly: every problem of a file is reported at once, with line and column. */
package emiss.app.config;
