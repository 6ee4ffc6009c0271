/** Three massless neutrinos with general b -> s couplings, the Standard-Model amplitude included. */
package emiss.scenarios.neutrinos;
