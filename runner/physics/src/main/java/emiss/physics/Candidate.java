package emiss.physics;

import emiss.api.scenario.Scenario;

/**
 * A candidate for what is invisible: a scenario with everything that is given but its couplings.
 *
 * @param scenario the scenario
 * @param mass mass of the invisible particle [GeV]
 * @param lambda scale of new physics [GeV]
 * @param width natural width of a single particle [GeV]; 0 for a line
 */
public record Candidate(Scenario scenario, double mass, double lambda, double width) {
    /**
     * A line, or a pair.
     *
     * @param scenario the scenario
     * @param mass mass of the invisible particle [GeV]
     * @param lambda scale of new physics [GeV]
     */
    public Candidate(Scenario scenario, double mass, double lambda) {
        this(scenario, mass, lambda, 0);
    }

    /**
     * {@return the same with another mass}
     *
     * @param newMass mass of the invisible particle [GeV]
     */
    public Candidate at(double newMass) {
        return new Candidate(scenario, newMass, lambda, width);
    }
}
