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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** b -> s nu nubar with vector coefficients for every pair of flavours of massless left-handed neutrinos. */
public final class FlavouredNeutrinos implements Scenario {
    private static final Normalisation WEAK = new Normalisation.WeakEffective();
    private static final List<String> FLAVOURS = List.of("e", "mu", "tau");
    private static final List<String> SAME =
            FLAVOURS.stream().map(flavour -> flavour + flavour).toList();
    private static final List<String> PAIRS = FLAVOURS.stream()
            .flatMap(first -> FLAVOURS.stream().map(second -> first + second))
            .toList();

    /** The scenario. */
    public FlavouredNeutrinos() {}

    @Override
    public String id() {
        return "flavoured-neutrinos";
    }

    @Override
    public String title() {
        return "Neutrinos of three flavours with weak-effective-theory coefficients";
    }

    @Override
    public String label() {
        return "flavoured neutrinos";
    }

    @Override
    public OptionalInt colourOrder() {
        return OptionalInt.of(11);
    }

    @Override
    public String description() {
        return """
                Massless left-handed neutrinos of flavours e, mu, tau, coefficients normalised as in scenario neutrinos:
                  H = G/sqrt2 sum_ij {CVL_ij (sbar gamma_mu P_L b) + CVR_ij (sbar gamma_mu P_R b)}
                      (nubar_i gamma^mu P_L nu_j),  G = 4 G_F |V_tb V_ts*| alpha_e/(2 pi), alpha_e = 1/133
                  CVL_ij, CVR_ij   left- and right-handed quark vector current times the current of flavours i, j
                Couplings that are given contain the Standard-Model amplitude: it is CVL_ee = CVL_mumu = CVL_tautau =
                X_t/s_w^2 x 133/127.952 = 6.604, all others 0. Couplings that are not named are 0. Coefficients of a WCxf
                file hold new physics only, and the Standard Model is added to them.
                Different pairs of flavours are different final states. All rates depend on two combinations,
                sum |CVL + CVR|^2 and sum |CVL - CVR|^2; Bs -> invisible does not occur.""";
    }

    @Override
    public FinalState finalState() {
        return new FinalState.Pair(false);
    }

    @Override
    public Optional<String> smCoupling() {
        return Optional.of(smCouplings().get(0));
    }

    @Override
    public List<String> smCouplings() {
        return SAME.stream().map(pair -> "CVL_" + pair).toList();
    }

    /**
     * {@inheritDoc}
     *
     * <p>Bs and Bsbar reach a pair of two flavours by coefficients of exchanged indices, so that no single coefficient has a
     * sign.
     */
    @Override
    public OptionalInt mixingSign(Coupling coupling) {
        return SAME.contains(coupling.bilinear()) ? OptionalInt.of(1) : OptionalInt.empty();
    }

    @Override
    public MassDomain massDomain() {
        return MassDomain.ZERO;
    }

    @Override
    public List<Coupling> couplings() {
        List<Coupling> couplings = new ArrayList<>();
        PAIRS.forEach(pair -> couplings.add(new Coupling("CVL_" + pair, QuarkCurrent.VL, pair, WEAK)));
        PAIRS.forEach(pair -> couplings.add(new Coupling("CVR_" + pair, QuarkCurrent.VR, pair, WEAK)));
        return couplings;
    }

    /**
     * {@inheritDoc}
     *
     * <p>rV = q2 sum |V_ij|^2 / 12: with the phase space 1/(8 pi) that is q2 G^2/(96 pi) sum_ij |CVL_ij +- CVR_ij|^2, one third of
     * that of three equal flavours for each pair.
     */
    @Override
    public SpectralFunctions at(double q2, double mass, Slots slots) {
        double sum = 0;
        for (String pair : PAIRS) {
            sum += slots.at(Slot.V, pair).norm();
        }
        return new SpectralFunctions(0, q2 / 12 * sum, 0, 0);
    }
}
