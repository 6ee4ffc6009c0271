/** The likelihood at points that someone moves: everything about one point at once, with what is needed again kept. */
package emiss.app.evaluate;
