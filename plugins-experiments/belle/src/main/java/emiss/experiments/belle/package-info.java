/**
 * The Belle search for B -> h nu nubar with semileptonic tags (Phys. Rev. D 96, 091101, arXiv:1702.03224): its four modes
 * with strangeness as Gaussian branching fractions.
 */
package emiss.experiments.belle;
