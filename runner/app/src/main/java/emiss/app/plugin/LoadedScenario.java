package emiss.app.plugin;

import emiss.api.scenario.Basis;
import emiss.api.scenario.Coupling;
import emiss.api.scenario.FinalState;
import emiss.api.scenario.MassDomain;
import emiss.api.scenario.Scenario;
import emiss.api.scenario.Slots;
import emiss.api.scenario.SpectralFunctions;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A scenario as it described itself when it was loaded; it is not asked for that again. Only spectral functions still come from
 * the plugin, and a thread inside one can be told by this class on its stack.
 */
final class LoadedScenario implements Scenario {
    private final Scenario plugin;
    private final String id;
    private final String title;
    private final String label;
    private final String description;
    private final OptionalInt colourOrder;
    private final List<String> couplingOrder;
    private final FinalState finalState;
    private final Optional<String> smCoupling;
    private final List<String> smCouplings;
    private final MassDomain massDomain;
    private final List<Coupling> couplings;
    private final List<Basis> bases;

    /** Asks a scenario for all about itself. */
    LoadedScenario(Scenario plugin) throws PluginException {
        this.plugin = plugin;
        id = Service.id(plugin.id());
        title = Service.answer(plugin.title(), "title");
        label = Service.answer(plugin.label(), "label");
        description = Service.answer(plugin.description(), "description");
        colourOrder = Service.answer(plugin.colourOrder(), "colourOrder");
        finalState = Service.answer(plugin.finalState(), "finalState");
        smCoupling = Service.answer(plugin.smCoupling(), "smCoupling");
        smCouplings = List.copyOf(Service.answer(plugin.smCouplings(), "smCouplings"));
        massDomain = Service.answer(plugin.massDomain(), "massDomain");
        couplings = List.copyOf(Service.answer(plugin.couplings(), "couplings"));
        couplingOrder = List.copyOf(Service.answer(plugin.couplingOrder(), "couplingOrder"));
        bases = List.copyOf(Service.answer(plugin.bases(), "bases"));
        checkItAnswers(plugin.getClass());
    }

    /** A class that was compiled against another interface would fail on the first call, when a study runs. */
    private static void checkItAnswers(Class<?> type) throws PluginException {
        try {
            if (Modifier.isAbstract(type.getMethod("at", double.class, double.class, Slots.class)
                    .getModifiers())) {
                throw new AbstractMethodError(type.getName() + " does not implement at(double, double, Slots)");
            }
        } catch (NoSuchMethodException missing) {
            throw new PluginException(type.getName() + " has no method at(double, double, Slots)");
        }
    }

    /** Whether a thread is inside a plugin now. */
    static boolean isAsked(Thread thread) {
        for (StackTraceElement call : thread.getStackTrace()) {
            if (call.getClassName().equals(LoadedScenario.class.getName())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public OptionalInt colourOrder() {
        return colourOrder;
    }

    @Override
    public List<String> couplingOrder() {
        return couplingOrder;
    }

    @Override
    public FinalState finalState() {
        return finalState;
    }

    @Override
    public Optional<String> smCoupling() {
        return smCoupling;
    }

    @Override
    public List<String> smCouplings() {
        return smCouplings;
    }

    @Override
    public OptionalInt mixingSign(Coupling coupling) {
        return Service.answer(plugin.mixingSign(coupling), "mixingSign");
    }

    @Override
    public MassDomain massDomain() {
        return massDomain;
    }

    @Override
    public List<Coupling> couplings() {
        return couplings;
    }

    @Override
    public List<Basis> bases() {
        return bases;
    }

    @Override
    public SpectralFunctions at(double q2, double mass, Slots slots) {
        return plugin.at(q2, mass, slots);
    }
}
