/** Spin-0 particles in the invisible final state, arXiv:2403.13887 eqs. (3) to (5). */
package emiss.scenarios.scalar;
