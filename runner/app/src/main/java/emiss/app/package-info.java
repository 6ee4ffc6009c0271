/** The application: its entry point and wiring. */
package emiss.app;
