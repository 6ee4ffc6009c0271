/**
 * The bound on Bs -> nothing visible that was derived from the ALEPH search for b decays with large missing energy (Eur.
 * Phys. J. C 19, 213; Eur. Phys. J. C 84, 553, arXiv:2310.13043).
 */
package emiss.experiments.aleph;
