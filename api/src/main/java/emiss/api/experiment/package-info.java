/**
 * What an experiment plugin says about a measurement: observed counts, background model and response to q2, or published
 * branching fractions. No physics model is inside. The statistical vocabulary is HistFactory's.
 */
package emiss.api.experiment;
