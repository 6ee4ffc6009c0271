package emiss.api.scenario;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A plugin: one new invisible final state, described by its couplings and four spectral functions.
 *
 * <p>The engine multiplies couplings by their {@link Normalisation}, multiplies those in slot S by the equation-of-motion
 * factor a (1/(m_b - m_s) in the natural-parity set, -1/(m_b + m_s) in the axial set), maps quark currents to slots,
 * multiplies by the phase space and by 1/2 for identical particles. The scenario returns the bare expressions; for
 * identical particles it doubles its surviving couplings and declares only those.
 *
 * <p>Implementations are public final classes with a public no-argument constructor that does no work, are stateless,
 * may be called from several threads at once, and are registered both in {@code module-info} and in {@code
 * META-INF/services}. No method returns null.
 */
public interface Scenario {
    /** {@return the name in configs and results: lower case, words joined by hyphens, unique among all scenarios} */
    String id();

    /** {@return a short title, for example {@code Dirac fermion pair}} */
    String title();

    /**
     * {@return what legends call it, in the middle of a line: {@code Dirac pair}; its id unless said otherwise}
     */
    default String label() {
        return id();
    }

    /**
     * {@return its place among the colours of scenarios, counted from 0; empty leaves the choice to the figures, which
     * go by the id} Places are those of the scenarios that come with Emiss; two of one place look alike.
     */
    default OptionalInt colourOrder() {
        return OptionalInt.empty();
    }

    /**
     * {@return names of couplings in the order in which figures give them lines, those that are drawn together most often
     * first; as they are declared unless said otherwise} It may name couplings that only its relatives have, so that one
     * coupling looks alike in all of a family.
     */
    default List<String> couplingOrder() {
        return couplings().stream().map(Coupling::name).toList();
    }

    /** {@return the terms of the Lagrangian, the conventions and the source, as plain text of one or more lines} */
    String description();

    /** {@return one particle or a pair} */
    FinalState finalState();

    /**
     * {@return the coupling that carries the Standard-Model amplitude, if the couplings contain it; empty if the decay
     * comes in addition to the Standard Model} Its Standard-Model value is X_t/sin^2(theta_W), converted to the {@link
     * Normalisation.WeakEffective} normalisation; all others vanish there. The prediction for the Standard Model itself
     * is dropped in favour of the couplings.
     */
    default Optional<String> smCoupling() {
        return Optional.empty();
    }

    /**
     * {@return all couplings that carry the Standard-Model amplitude, each with the value of {@link #smCoupling}, where there
     * are several of which that is one; that one alone unless said otherwise}
     */
    default List<String> smCouplings() {
        return smCoupling().map(List::of).orElse(List.of());
    }

    /**
     * {@return how the final state that a coupling produces behaves where Bs and Bsbar mix, apart from the quark current: 1
     * where the invisible bilinear is that of a scalar, vector or tensor, -1 for a pseudoscalar one, 0 if the invisible
     * particles differ from their antiparticles as a whole, so that Bs and Bsbar reach different final states; empty if that is
     * not known, and time-integrated rates of Bs are refused} A single particle that is its own antiparticle, and every
     * pair of a particle with its antiparticle by a scalar, vector, axial or tensor bilinear, has 1.
     *
     * @param coupling a coupling of this scenario
     */
    default OptionalInt mixingSign(Coupling coupling) {
        return OptionalInt.empty();
    }

    /** {@return the masses for which {@link #at} is defined; zero and above unless said otherwise} */
    default MassDomain massDomain() {
        return MassDomain.NON_NEGATIVE;
    }

    /** {@return the couplings, in the order in which users expect them; names and (current, bilinear) are unique} */
    List<Coupling> couplings();

    /**
     * {@return other variables for the couplings, if there are any; names are unique among variables and couplings}
     */
    default List<Basis> bases() {
        return List.of();
    }

    /**
     * {@return the spectral functions of one set of slots}
     *
     * <p>They are Hermitian quadratic forms in the coefficients, with r0, rV, rT not negative and reRVT^2 at most rV rT.
     *
     * @param q2 invariant mass squared of the invisible system [GeV^2], at or above threshold
     * @param mass mass of the invisible particle [GeV]
     * @param slots the coefficients
     */
    SpectralFunctions at(double q2, double mass, Slots slots);
}
