/**
 * The Belle II measurement of B+ -> K+ nu nubar (Phys. Rev. D 109, 112006, arXiv:2311.14647) with the likelihood and the
 * joint number densities published for its reinterpretation (Phys. Rev. D 112, 092016, arXiv:2507.12393, HEPData
 * 10.17182/hepdata.166082).
 *
 * <p>The two tags are two data sets. They share the nuisance parameters whose names begin with {@code belle2/}.
 */
package emiss.experiments.belle2;
