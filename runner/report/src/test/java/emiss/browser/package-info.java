/** A browser for tests of pages, in a jar of its own for the tests of other modules. */
package emiss.browser;
