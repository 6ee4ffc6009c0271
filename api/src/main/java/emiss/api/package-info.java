/** Plain values that every other package uses: quantities with unit and source, vectors of numbers, provenance. */
package emiss.api;
