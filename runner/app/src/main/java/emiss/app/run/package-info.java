/** Runs the studies of a configuration and hands their results to the writers. */
package emiss.app.run;
