package emiss.data.pyhf;

import emiss.api.DoubleVector;
import emiss.data.document.Location;
import emiss.data.document.Problems;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** Says what the constraints of a set of per-bin factors are as uncertainties of a staterror or shapesys. */
final class Hs3SetConstraints {
    /** Decimal numbers of so many digits are what people write. */
    private static final MathContext SHORT = new MathContext(15);

    private static final String GAUSS = "Gauss";
    private static final String POISSON = "Poisson";

    private final Hs3Parameters values;
    private final Hs3Constraints terms;
    private final boolean isFromRoot;
    private final Problems problems;

    Hs3SetConstraints(Hs3Parameters values, Hs3Constraints terms, boolean isFromRoot, Problems problems) {
        this.values = values;
        this.terms = terms;
        this.isFromRoot = isFromRoot;
        this.problems = problems;
    }

    /** The set; empty, and a problem, if it is not supported. */
    Optional<Hs3Set> set(String name, List<String> parameters, List<Hs3SetReader.Use> uses) {
        int before = problems.count();
        Hs3Modifier first = uses.get(0).modifier();
        List<@Nullable Hs3Term> ofBins = new ArrayList<>();
        parameters.forEach(parameter -> ofBins.add(terms.of(parameter).orElse(null)));
        boolean isExplicit = ofBins.stream().anyMatch(term -> term != null);
        boolean isFree = !isExplicit
                && first.type().equals(Hs3Modifier.SHAPEFACTOR)
                && first.constraint().isEmpty();
        if (isFree) {
            List<Boolean> held = parameters.stream().map(values::isConstant).toList();
            List<Boolean> none = parameters.stream().map(parameter -> false).toList();
            DoubleVector empty = DoubleVector.of();
            return Optional.of(new Hs3Set(
                    name,
                    parameters,
                    ModifierType.SHAPEFACTOR,
                    Map.of(),
                    none,
                    held,
                    empty,
                    empty,
                    empty,
                    first.where()));
        }
        if (isExplicit) {
            checkExplicit(parameters, uses, ofBins);
        } else {
            declare(uses, ofBins);
        }
        if (problems.count() > before) {
            return Optional.empty();
        }
        boolean isPoisson = ofBins.stream().anyMatch(term -> term != null && term.isPoisson());
        if (uses.stream().anyMatch(use -> use.channel() != uses.get(0).channel()) || isPoisson && uses.size() > 1) {
            problems.add(
                    uses.get(1).modifier().where(),
                    "the " + (isPoisson ? "Poisson" : "Gaussian") + " factors \"" + parameters.get(0)
                            + "\" ... are shared by " + (isPoisson ? "two samples" : "two channels")
                            + ", which is not supported, expected one" + (isPoisson ? ", or Gaussian ones" : ""));
            return Optional.empty();
        }
        try {
            return Optional.of(built(name, parameters, uses, ofBins, isPoisson));
        } catch (IllegalArgumentException notFinite) {
            problems.add(first.where(), "the uncertainties of the factors are not finite: " + notFinite.getMessage());
            return Optional.empty();
        }
    }

    private void checkExplicit(List<String> parameters, List<Hs3SetReader.Use> uses, List<@Nullable Hs3Term> ofBins) {
        for (Hs3SetReader.Use use : uses) {
            if (!use.modifier().constraint().isEmpty()) {
                problems.add(
                        use.modifier().where(),
                        "the modifier has the constraint " + use.modifier().constraint()
                                + " and distributions as further ones, expected one kind");
            }
        }
        Location where = uses.get(0).modifier().where();
        boolean hasGauss = ofBins.stream().anyMatch(term -> term != null && !term.isPoisson());
        for (int bin = 0; bin < ofBins.size(); bin++) {
            Hs3Term term = ofBins.get(bin);
            if (term == null && !values.isConstant(parameters.get(bin))) {
                problems.add(
                        where,
                        "parameter \"" + parameters.get(bin) + "\" has no constraint, as others of its set have, and is"
                                + " not constant, which is not supported");
            } else if (term != null && term.isPoisson() == hasGauss) {
                problems.add(
                        where,
                        "the set has Gaussian and Poisson constraints, which is not supported, expected one kind");
                return;
            }
        }
    }

    /** Puts in the constraints that the modifiers declare themselves; bins without an uncertainty keep none. */
    private void declare(List<Hs3SetReader.Use> uses, List<@Nullable Hs3Term> ofBins) {
        Hs3Modifier first = uses.get(0).modifier();
        Hs3Channel channel = uses.get(0).channel();
        boolean isStatError = first.type().equals(Hs3Modifier.STATERROR);
        String type = first.constraint();
        for (Hs3SetReader.Use use : uses) {
            if (!use.modifier().type().equals(first.type())
                    || !use.modifier().constraint().equals(type)) {
                problems.add(
                        use.modifier().where(),
                        "the set is a " + first.type()
                                + " of another kind before, expected the same type and constraint");
            }
        }
        if (type.isEmpty()) {
            type = isStatError
                    ? channel.statError().isEmpty() ? (isFromRoot ? POISSON : GAUSS) : channel.statError()
                    : POISSON;
        }
        DoubleVector vals = first.low();
        if (first.type().equals(Hs3Modifier.SHAPESYS) && vals.size() == 0) {
            problems.add(
                    first.where(),
                    "the shapesys has neither \"data\" nor distributions as its constraints, expected one");
            return;
        }
        for (int bin = 0; bin < ofBins.size(); bin++) {
            double contents = 0;
            double squares = 0;
            for (Hs3SetReader.Use use : uses) {
                contents += use.sample().contents().at(bin);
                squares += use.sample().errors().at(bin) * use.sample().errors().at(bin);
            }
            double absolute = isStatError ? Math.sqrt(squares) : vals.size() > 0 ? vals.at(bin) : contents;
            boolean isRelative = !isStatError && vals.size() > 0 && isFromRoot;
            double width = isRelative ? absolute : contents > 0 ? absolute / contents : 0;
            if (absolute < 0) {
                problems.add(
                        first.where(), "\"vals\" are negative in bin " + (bin + 1) + ", expected uncertainties >= 0");
            } else if (width > 0) {
                double tau = isRelative ? 1 / (width * width) : contents * contents / (absolute * absolute);
                ofBins.set(
                        bin,
                        type.equals(POISSON)
                                ? new Hs3Term(true, tau, tau, first.where())
                                : new Hs3Term(false, 1, width, first.where()));
            }
        }
    }

    private Hs3Set built(
            String name,
            List<String> parameters,
            List<Hs3SetReader.Use> uses,
            List<@Nullable Hs3Term> ofBins,
            boolean isPoisson) {
        int bins = parameters.size();
        Map<Hs3Sample, double[]> uncertainties = new IdentityHashMap<>();
        uses.forEach(use -> uncertainties.put(use.sample(), new double[bins]));
        // Factors that are held have no uncertainty in modifiers, unless the whole set is held.
        boolean allConstant = parameters.stream().allMatch(values::isConstant);
        List<Boolean> without = new ArrayList<>();
        List<Boolean> held = new ArrayList<>();
        double[] outcomes = new double[bins];
        double[] scales = new double[bins];
        double[] standardOutcomes = new double[bins];
        double[] standardScales = new double[bins];
        for (int bin = 0; bin < bins; bin++) {
            Hs3Term term = ofBins.get(bin);
            boolean isConstant = values.isConstant(parameters.get(bin));
            double contents = 0;
            Hs3Sample largest = uses.get(0).sample();
            for (Hs3SetReader.Use use : uses) {
                contents += use.sample().contents().at(bin);
                largest = use.sample().contents().at(bin) > largest.contents().at(bin) ? use.sample() : largest;
            }
            boolean isNothing = term == null
                    || isConstant
                            && (!allConstant
                                    || term.outcome() == 1
                                            && term.scale() == 1
                                            && values.value(parameters.get(bin), 1) == 1);
            outcomes[bin] = term == null ? 1 : term.outcome();
            scales[bin] = term == null ? 1 : term.scale();
            standardOutcomes[bin] = 1;
            standardScales[bin] = 1;
            without.add(isNothing || !(contents > 0));
            held.add(isConstant || term == null);
            if (!without.get(bin)) {
                double sum = contents;
                DoubleUnaryOperator scale = isPoisson
                        ? uncertainty -> sum * sum / (uncertainty * uncertainty)
                        : uncertainty -> Math.sqrt(uncertainty * uncertainty) / sum;
                double near = isPoisson ? sum / Math.sqrt(scales[bin]) : sum * scales[bin];
                double uncertainty = exact(near, scales[bin], scale);
                uncertainties.getOrDefault(largest, new double[bins])[bin] = uncertainty;
                standardScales[bin] = scale.applyAsDouble(uncertainty);
                standardOutcomes[bin] = isPoisson ? standardScales[bin] : 1;
            }
        }
        DoubleVector none = DoubleVector.of();
        DoubleVector wanted = DoubleVector.of(scales);
        DoubleVector own = wanted.equals(DoubleVector.of(standardScales)) ? none : wanted;
        Map<Hs3Sample, DoubleVector> vectors = new IdentityHashMap<>();
        uncertainties.forEach((sample, values) -> vectors.put(sample, DoubleVector.of(values)));
        return new Hs3Set(
                name,
                parameters,
                isPoisson ? ModifierType.SHAPESYS : ModifierType.STATERROR,
                vectors,
                without,
                held,
                DoubleVector.of(outcomes).equals(DoubleVector.of(standardOutcomes)) ? none : DoubleVector.of(outcomes),
                isPoisson ? none : own,
                isPoisson ? own : none,
                uses.get(0).modifier().where());
    }

    /** The uncertainty near a value that has a scale to the last bit, if there is one; people write short ones. */
    private static double exact(double near, double wanted, DoubleUnaryOperator scale) {
        if (Double.isInfinite(near)) {
            return near;
        }
        return DoubleStream.of(
                        new BigDecimal(near).round(SHORT).doubleValue(),
                        near,
                        Math.nextUp(near),
                        Math.nextDown(near),
                        Math.nextUp(Math.nextUp(near)),
                        Math.nextDown(Math.nextDown(near)))
                .filter(candidate -> scale.applyAsDouble(candidate) == wanted)
                .findFirst()
                .orElse(near);
    }
}
