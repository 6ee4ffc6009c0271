package emiss.data.pyhf;

import emiss.api.DoubleVector;
import emiss.api.experiment.ParameterSettings.Bounds;
import emiss.data.document.Location;
import emiss.data.document.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says in the words of pyhf what channels, constraints and parameters of an HS3 document mean. */
final class Hs3ModelBuilder {
    private static final Bounds ANY = new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    private static final Bounds POSITIVE = new Bounds(0, Double.POSITIVE_INFINITY);

    private final Hs3Parameters values;
    private final Hs3Constraints constraints;
    private final boolean isFromRoot;
    private final String poi;
    private final Problems problems;
    private final Map<String, ParameterConfig> configs = new LinkedHashMap<>();

    /** @param poi the parameter of interest, which has no bounds of its own */
    Hs3ModelBuilder(
            Hs3Parameters values, Hs3Constraints constraints, boolean isFromRoot, String poi, Problems problems) {
        this.poi = poi;
        this.values = values;
        this.constraints = constraints;
        this.isFromRoot = isFromRoot;
        this.problems = problems;
    }

    Hs3Model build(List<Hs3Channel> channels) {
        Map<List<String>, Hs3Set> sets = new Hs3SetReader(values, constraints, isFromRoot, problems).read(channels);
        if (!problems.isEmpty()) {
            return Hs3Model.empty();
        }
        List<WorkspaceChannel> built = new ArrayList<>();
        for (Hs3Channel channel : channels) {
            List<WorkspaceSample> samples = new ArrayList<>();
            for (Hs3Sample sample : channel.samples()) {
                List<Modifier> modifiers = new ArrayList<>();
                for (Hs3Modifier modifier : sample.modifiers()) {
                    Hs3Set set = modifier.isPerBin() ? sets.get(modifier.parameters()) : null;
                    if (set == null) {
                        modifiers.add(single(modifier));
                    } else {
                        modifiers.add(set.modifier(sample, modifier.where()));
                        configs.computeIfAbsent(set.name(), name -> config(set));
                    }
                }
                samples.add(new WorkspaceSample(sample.name(), sample.contents(), modifiers, sample.where()));
            }
            built.add(new WorkspaceChannel(
                    channel.name(), channel.variable(), channel.edges(), channel.observed(), samples, channel.where()));
        }
        return new Hs3Model(built, new HashMap<>(configs));
    }

    private Modifier single(Hs3Modifier modifier) {
        String name = modifier.parameters().get(0);
        Optional<Hs3Term> term = constraints.of(name);
        ModifierType type = modifier.type().equals(Hs3Modifier.NORMSYS)
                ? ModifierType.NORMSYS
                : modifier.type().equals(Hs3Modifier.HISTOSYS) ? ModifierType.HISTOSYS : ModifierType.NORMFACTOR;
        checkTerm(modifier, term, type != ModifierType.NORMFACTOR);
        DoubleVector none = DoubleVector.of();
        if (type == ModifierType.NORMFACTOR
                && (term.isPresent() || !modifier.constraint().isEmpty())) {
            type = ModifierType.LUMI;
            double centre = term.map(Hs3Term::outcome).orElse(1.0);
            DoubleVector width = DoubleVector.of(term.map(Hs3Term::scale).orElse(1.0));
            configs.put(name, config(name, centre, POSITIVE, DoubleVector.of(centre), width, modifier.where()));
        } else {
            double standard = type == ModifierType.NORMFACTOR ? 1 : 0;
            double centre = term.map(Hs3Term::outcome).orElse(0.0);
            DoubleVector auxdata = centre == 0 ? none : DoubleVector.of(centre);
            Bounds bounds = type == ModifierType.NORMFACTOR && !name.equals(poi) ? POSITIVE : ANY;
            configs.put(name, config(name, standard, bounds, auxdata, none, modifier.where()));
        }
        return new Modifier(type, name, modifier.low(), modifier.high(), modifier.where());
    }

    private void checkTerm(Hs3Modifier modifier, Optional<Hs3Term> term, boolean isNormal) {
        String name = modifier.parameters().get(0);
        if (modifier.constraint().equals("Poisson")
                || term.map(Hs3Term::isPoisson).orElse(false)) {
            problems.add(
                    modifier.where(),
                    "a Poisson constraint of \"" + name + "\", the parameter of a " + modifier.type()
                            + ", is not supported, expected a Gaussian one");
        } else if (term.isPresent() && !modifier.constraint().isEmpty()) {
            problems.add(
                    modifier.where(),
                    "\"" + name + "\" has the constraint " + modifier.constraint()
                            + " here and a distribution as a second one, expected one");
        } else if (isNormal && term.isPresent() && term.get().scale() != 1) {
            problems.add(
                    term.get().where(),
                    "the constraint of \"" + name + "\" has the width "
                            + term.get().scale() + ", which is not supported for a " + modifier.type()
                            + ", expected 1");
        }
    }

    private ParameterConfig config(
            String name,
            double standard,
            Bounds standardBounds,
            DoubleVector auxdata,
            DoubleVector sigmas,
            Location where) {
        double value = values.value(name, standard);
        Bounds bounds = values.range(name, standardBounds);
        return new ParameterConfig(
                name,
                value == standard ? DoubleVector.of() : DoubleVector.of(value),
                bounds.equals(standardBounds) ? List.of() : List.of(bounds),
                values.isConstant(name) ? true : null,
                auxdata,
                sigmas,
                DoubleVector.of(),
                values.point(name).map(Hs3Parameters.Point::where).orElse(where));
    }

    /** The configuration of a set, as far as its modifiers do not say the same. */
    private ParameterConfig config(Hs3Set set) {
        List<String> names = set.parameters();
        double[] inits = new double[names.size()];
        List<Bounds> bounds = new ArrayList<>();
        boolean isStandard = true;
        int held = 0;
        for (int bin = 0; bin < inits.length; bin++) {
            inits[bin] = values.value(names.get(bin), 1);
            isStandard &= set.held().get(bin).equals(set.withoutUncertainty().get(bin));
            held += set.held().get(bin) ? 1 : 0;
            bounds.add(values.range(names.get(bin), POSITIVE));
        }
        @Nullable Boolean fixed = isStandard ? null : Boolean.valueOf(held == inits.length);
        if (!isStandard && held > 0 && held < inits.length) {
            for (int bin = 0; bin < inits.length; bin++) {
                if (set.held().get(bin)) {
                    bounds.set(bin, new Bounds(inits[bin], inits[bin]));
                }
            }
        }
        DoubleVector starts = DoubleVector.of(inits);
        return new ParameterConfig(
                set.name(),
                starts.equals(ones(inits.length)) ? DoubleVector.of() : starts,
                bounds.stream().allMatch(POSITIVE::equals) ? List.of() : bounds,
                fixed,
                set.auxdata(),
                set.sigmas(),
                set.factors(),
                values.point(names.get(0)).map(Hs3Parameters.Point::where).orElse(set.where()));
    }

    private static DoubleVector ones(int size) {
        return DoubleVector.generate(size, bin -> 1);
    }
}
