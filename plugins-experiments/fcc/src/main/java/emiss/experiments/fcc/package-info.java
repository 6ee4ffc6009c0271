/** The expected precision of FCC-ee for b -> s + missing energy. */
package emiss.experiments.fcc;
