/** Pairs of spin-1/2 fermions in the invisible final state, arXiv:2403.13887 eqs. (3) to (5). */
package emiss.scenarios.fermion;
