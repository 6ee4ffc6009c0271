/**
 * The BABAR search for B -> K(*) nu nubar and for invisible decays of charmonium with hadronic tags (Phys. Rev. D 87, 112005,
 * arXiv:1303.7465).
 *
 * <p>One data set per meson; one channel per K* mode and window, each a single count. Systematic uncertainties with one
 * source are one parameter in all four data sets, with a name that begins with {@code babar/}.
 */
package emiss.experiments.babar;
