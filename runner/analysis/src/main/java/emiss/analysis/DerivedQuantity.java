package emiss.analysis;

import emiss.api.scenario.Complex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A quantity made of couplings: a sum of couplings, or a sum of squares and products of two, each with a factor, for example
 * {@code fVV^2 + fVA^2} or {@code 2*fVV^2 - fVA*fAV}.
 *
 * <p>Squares and products of complex couplings are |a|^2 and Re(a conj b). Rates fix couplings up to a common sign, so that
 * a sum of couplings means its absolute value.
 *
 * @param text the expression as it was written
 * @param terms what is added
 */
public record DerivedQuantity(String text, List<Term> terms) {
    private static final String NAME = "[A-Za-z][A-Za-z0-9_]*";
    private static final String NUMBER = "(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?";
    private static final Pattern TERM = Pattern.compile("\\s*([+-])?\\s*(?:(" + NUMBER + ")\\s*\\*\\s*)?(" + NAME
            + ")\\s*(?:(\\^\\s*2)(?!\\d)|\\*\\s*(" + NAME + "))?\\s*");

    /**
     * A factor times one coupling, or times two.
     *
     * @param factor the factor
     * @param couplings names of the couplings; the same one twice for a square
     */
    public record Term(double factor, List<String> couplings) {
        /** Copies the list. */
        public Term {
            couplings = List.copyOf(couplings);
        }

        private boolean isSquare() {
            return couplings.size() == 2 && couplings.get(0).equals(couplings.get(1));
        }

        private double value(Map<String, Complex> values) {
            Complex first = values.get(couplings.get(0));
            if (couplings.size() == 1) {
                return factor * first.re();
            }
            Complex second = values.get(couplings.get(1));
            return factor * (first.re() * second.re() + first.im() * second.im());
        }
    }

    /** Checks that there is something to add, and that all terms are sums of couplings or all are products. */
    public DerivedQuantity {
        terms = List.copyOf(terms);
        if (terms.isEmpty()) {
            throw new IllegalArgumentException("the derived quantity \"" + text + "\" has no term");
        }
        if (terms.stream().map(term -> term.couplings().size()).distinct().count() > 1) {
            throw new IllegalArgumentException("the derived quantity \"" + text
                    + "\" adds couplings and products of couplings, and their relative sign is not determined");
        }
    }

    /**
     * Reads an expression: terms {@code [number *] name}, {@code [number *] name^2} or {@code [number *] name * name},
     * joined by + and -.
     *
     * @throws IllegalArgumentException if it is anything else, saying where
     */
    public static DerivedQuantity parse(String text) {
        List<Term> terms = new ArrayList<>();
        Matcher matcher = TERM.matcher(text);
        int position = 0;
        while (position < text.length() || terms.isEmpty()) {
            matcher.region(position, text.length());
            if (!matcher.lookingAt() || (matcher.group(1) == null && !terms.isEmpty())) {
                throw new IllegalArgumentException("the derived quantity \"" + text + "\" cannot be read from \""
                        + text.substring(position).strip()
                        + "\" on, expected a sum of terms like 2*fVV, fVV^2 or 0.5*fVV*fVA");
            }
            double factor = matcher.group(2) == null ? 1 : Double.parseDouble(matcher.group(2));
            if (!Double.isFinite(factor) || factor == 0) {
                throw new IllegalArgumentException("the derived quantity \"" + text + "\" has a factor "
                        + matcher.group(2) + ", expected a finite number other than 0");
            }
            String name = matcher.group(3);
            List<String> couplings = matcher.group(4) != null
                    ? List.of(name, name)
                    : matcher.group(5) != null ? List.of(name, matcher.group(5)) : List.of(name);
            terms.add(new Term("-".equals(matcher.group(1)) ? -factor : factor, couplings));
            position = matcher.end();
        }
        return new DerivedQuantity(text, terms);
    }

    /** The couplings in the expression, each once. */
    public List<String> couplings() {
        return terms.stream()
                .flatMap(term -> term.couplings().stream())
                .distinct()
                .toList();
    }

    /** Whether it is a sum of couplings, not of products. */
    public boolean isLinear() {
        return terms.get(0).couplings().size() == 1;
    }

    /** The value; empty if one of the couplings has none. */
    public OptionalDouble value(Map<String, Complex> values) {
        if (!values.keySet().containsAll(couplings())) {
            return OptionalDouble.empty();
        }
        double sum = terms.stream().mapToDouble(term -> term.value(values)).sum();
        return OptionalDouble.of(isLinear() ? Math.abs(sum) : sum);
    }

    /** Whether couplings that may have any value leave the quantity open in one direction, +1 upwards or -1 downwards. */
    boolean isOpen(int side, List<String> undetermined) {
        for (String name : undetermined) {
            double square = 0;
            for (Term term : terms) {
                if (term.couplings().contains(name)) {
                    if (!term.isSquare()) {
                        return true;
                    }
                    square += term.factor();
                }
            }
            if (side * square > 0) {
                return true;
            }
        }
        return false;
    }

    /** The quantity as a form in the coupling parameters of a hypothesis; couplings without a parameter count as zero. */
    CouplingForm form(Hypothesis hypothesis) {
        int size = hypothesis.couplingParameters();
        double[] linear = new double[size];
        double[][] quadratic = new double[size][size];
        for (Term term : terms) {
            for (int k = 0; k < size; k++) {
                if (!hypothesis.couplingOf(k).equals(term.couplings().get(0))) {
                    continue;
                }
                if (isLinear()) {
                    linear[k] += hypothesis.isRealPart(k) ? term.factor() * hypothesis.unit(k) : 0;
                    continue;
                }
                for (int l = 0; l < size; l++) {
                    if (hypothesis.couplingOf(l).equals(term.couplings().get(1))
                            && hypothesis.isRealPart(l) == hypothesis.isRealPart(k)) {
                        double half = 0.5 * term.factor() * hypothesis.unit(k) * hypothesis.unit(l);
                        quadratic[k][l] += half;
                        quadratic[l][k] += half;
                    }
                }
            }
        }
        return new CouplingForm(linear, quadratic);
    }
}
