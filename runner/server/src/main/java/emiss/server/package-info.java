/** A service on the loopback address. */
package emiss.server;
