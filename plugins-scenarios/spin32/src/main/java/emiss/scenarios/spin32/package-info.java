/** Pairs of spin-3/2 fermions in the invisible final state, arXiv:2403.13887 eqs. (3) to (5). */
package emiss.scenarios.spin32;
