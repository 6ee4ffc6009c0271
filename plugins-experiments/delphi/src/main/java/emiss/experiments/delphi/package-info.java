/** The limit of DELPHI on Bs -> phi + missing energy, as a Gaussian. */
package emiss.experiments.delphi;
