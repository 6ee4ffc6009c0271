package emiss.scenarios.vector;

import emiss.api.scenario.Basis;
import emiss.api.scenario.Complex;
import emiss.api.scenario.Coupling;
import emiss.api.scenario.FinalState;
import emiss.api.scenario.MassDomain;
import emiss.api.scenario.QuarkCurrent;
import emiss.api.scenario.Scenario;
import emiss.api.scenario.Slot;
import emiss.api.scenario.Slots;
import emiss.api.scenario.SpectralFunctions;
import java.util.List;
import java.util.OptionalInt;

/** One invisible massive spin-1 particle, B -> K(*) V. */
public final class Vector implements Scenario {
    /** The scenario. */
    public Vector() {}

    @Override
    public String id() {
        return "vector";
    }

    @Override
    public String title() {
        return "Vector particle";
    }

    @Override
    public String label() {
        return "vector";
    }

    @Override
    public OptionalInt colourOrder() {
        return OptionalInt.of(2);
    }

    @Override
    public List<String> couplingOrder() {
        return List.of("hV", "hT", "hA", "hTt");
    }

    @Override
    public String description() {
        return """
                One massive spin-1 particle V, arXiv:2403.13887 eq. (3):
                  (sbar gamma_mu b)(hV V^mu) + (sbar gamma_mu gamma5 b)(hA V^mu)
                  + (sbar sigma_munu b)(hT/Lambda V^munu) + (sbar sigma_munu gamma5 b)(hTt/Lambda V^munu) + h.c.,
                V^munu = d^mu V^nu - d^nu V^mu, outgoing V ~ exp(+iqx); sum over all mu, nu.
                The rates of hV and hA grow as 1/m^2 for a light V: the mass must be above zero.
                Corrections: the interference of eq. (B5) contains Re[hV hT*], not Re[hV hTt*], and the signs of the
                vector-tensor interferences of eqs. (B4), (B5) follow from standard, positive form factors.""";
    }

    @Override
    public FinalState finalState() {
        return new FinalState.Single();
    }

    @Override
    public MassDomain massDomain() {
        return MassDomain.POSITIVE;
    }

    @Override
    public OptionalInt mixingSign(Coupling coupling) {
        return OptionalInt.of(1);
    }

    @Override
    public List<Coupling> couplings() {
        return List.of(
                new Coupling("hV", QuarkCurrent.V, "", 0),
                new Coupling("hA", QuarkCurrent.A, "", 0),
                new Coupling("hT", QuarkCurrent.T, "", 1),
                new Coupling("hTt", QuarkCurrent.TT, "", 1));
    }

    @Override
    public List<Basis> bases() {
        return List.of(
                Basis.of(
                        "chiral",
                        Basis.leftRight("CdV_VL", "CdV_VR", "hV", "hA", Basis.Factor.ONE),
                        Basis.leftRight("CdV_TL", "CdV_TR", "hT", "hTt", Basis.Factor.ELECTROWEAK)),
                Basis.fieldStrength("hV", "hA"));
    }

    /**
     * {@inheritDoc}
     *
     * <p>rV = |V|^2, rT = 4 m^4 |T|^2, rVT = 2 m^2 V T*: arXiv:2403.13887 eqs. (B4), (B5), corrected.
     */
    @Override
    public SpectralFunctions at(double q2, double mass, Slots slots) {
        double massSquared = mass * mass;
        Complex v = slots.at(Slot.V, "");
        Complex t = slots.at(Slot.T, "");
        double rT = 4 * massSquared * massSquared * t.norm();
        return new SpectralFunctions(0, v.norm(), rT, 2 * massSquared * v.reTimesConjugate(t));
    }
}
