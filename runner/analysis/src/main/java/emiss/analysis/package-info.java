/** Joins scenario, theory and data: signal folded with the detector response, likelihoods, and fits of couplings. */
package emiss.analysis;
