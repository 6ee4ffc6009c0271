package emiss.scenarios.neutrinos;

import emiss.api.scenario.Coupling;
import emiss.api.scenario.FinalState;
import emiss.api.scenario.MassDomain;
import emiss.api.scenario.Normalisation;
import emiss.api.scenario.QuarkCurrent;
import emiss.api.scenario.Scenario;
import emiss.api.scenario.Slot;
import emiss.api.scenario.Slots;
import emiss.api.scenario.SpectralFunctions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** B -> K(*) nu nubar with general coefficients of the weak effective theory, three equal massless flavours. */
public final class Neutrinos implements Scenario {
    private static final Normalisation WEAK = new Normalisation.WeakEffective();

    /** The scenario. */
    public Neutrinos() {}

    @Override
    public String id() {
        return "neutrinos";
    }

    @Override
    public String title() {
        return "Neutrinos with general weak-effective-theory coefficients";
    }

    @Override
    public String label() {
        return "massless neutrinos";
    }

    @Override
    public OptionalInt colourOrder() {
        return OptionalInt.of(0);
    }

    @Override
    public List<String> couplingOrder() {
        return List.of("CVL", "CSL", "CTL", "CVR", "CSR");
    }

    @Override
    public String description() {
        return """
                Left-handed neutrinos of three equal flavours, massless; coefficients normalised as in
                arXiv:2111.04327 (EOS), to G = 4 G_F |V_tb V_ts*| alpha_e/(2 pi), alpha_e = 1/133:
                  CVL, CVR   left- and right-handed quark vector current times the left-handed neutrino current
                  CSL, CSR   left- and right-handed quark scalar current times the neutrino scalar density
                  CTL        left-handed tensor currents
                The coefficients contain the Standard-Model amplitude: it is CVL = X_t/s_w^2 x 133/127.952 = 6.604,
                all others 0, and its rate is eq. (B20) of arXiv:2403.13887 with one power of |p|.
                B -> K depends on CVL + CVR, CSL + CSR and CTL, B -> K* also on CVL - CVR and CSL - CSR;
                Bs -> invisible on CSL - CSR only. Scalar and tensor terms do not interfere with the others.""";
    }

    @Override
    public FinalState finalState() {
        return new FinalState.Pair(false);
    }

    @Override
    public Optional<String> smCoupling() {
        return Optional.of("CVL");
    }

    @Override
    public MassDomain massDomain() {
        return MassDomain.ZERO;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Scalar and tensor currents violate lepton number: two neutrinos differ from two antineutrinos.
     */
    @Override
    public OptionalInt mixingSign(Coupling coupling) {
        return OptionalInt.of(coupling.name().startsWith("CV") ? 1 : 0);
    }

    @Override
    public List<Coupling> couplings() {
        return List.of(
                new Coupling("CVL", QuarkCurrent.VL, "", WEAK),
                new Coupling("CVR", QuarkCurrent.VR, "", WEAK),
                new Coupling("CSL", QuarkCurrent.SL, "", WEAK),
                new Coupling("CSR", QuarkCurrent.SR, "", WEAK),
                new Coupling("CTL", QuarkCurrent.TL, "", WEAK));
    }

    /**
     * {@inheritDoc}
     *
     * <p>r0 = 3 q2 |S|^2 / 4, rV = q2 |V|^2 / 4, rT = 4 (q2)^2 |T|^2: with the phase space 1/(8 pi) these are the rates of
     * arXiv:2111.04327.
     */
    @Override
    public SpectralFunctions at(double q2, double mass, Slots slots) {
        double r0 = 0.75 * q2 * slots.at(Slot.S, "").norm();
        double rV = 0.25 * q2 * slots.at(Slot.V, "").norm();
        double rT = 4 * q2 * q2 * slots.at(Slot.T, "").norm();
        return new SpectralFunctions(r0, rV, rT, 0);
    }
}
