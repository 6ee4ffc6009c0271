package emiss.physics;

import emiss.api.decay.FormFactorTable;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The form factors of one process as functions of q2, immutable.
 *
 * <p>The kind of daughter says their names, {@link emiss.api.decay.Daughter#formFactors()}. Definitions are those of
 * arXiv:2403.13887 App. C for mesons and of arXiv:1602.01399 for baryons, all form factors positive.
 */
public interface FormFactors {
    /**
     * {@return the form factors of a published table of series coefficients}
     *
     * @param table the table
     */
    static SeriesFormFactors of(FormFactorTable table) {
        return new SeriesFormFactors(table);
    }

    /** {@return the name of the set} */
    String id();

    /** {@return the process, for example {@code B->K*}} */
    String process();

    /** {@return the names of the form factors} */
    List<String> names();

    /**
     * {@return the value of the form factor {@code name} at {@code q2} [GeV^2]}
     *
     * @param name name of the form factor
     * @param q2 invariant mass squared of the invisible system [GeV^2]
     */
    double value(String name, double q2);

    /**
     * {@return all form factors at {@code q2} [GeV^2], in the order of {@link #names}} This is faster than asking for each by itself.
     *
     * @param q2 invariant mass squared of the invisible system [GeV^2]
     */
    default double[] values(double q2) {
        return names().stream().mapToDouble(name -> value(name, q2)).toArray();
    }

    /**
     * {@return one standard deviation of the form factor {@code name} at {@code q2} [GeV^2]; zero unless the set has a
     * covariance}
     *
     * @param name name of the form factor
     * @param q2 invariant mass squared of the invisible system [GeV^2]
     */
    default double sigma(String name, double q2) {
        return 0;
    }

    /** {@return how many principal axes the covariance of the set has; 0 unless it has a covariance} */
    default int axes() {
        return 0;
    }

    /**
     * {@return the set moved along the principal axes of its covariance} For independent standard normal lengths the coefficients have
     * the covariance of the set; lengths of 0 are the set itself, to the last digit.
     *
     * @param lengths how far [standard deviations], one per axis
     */
    default FormFactors along(double... lengths) {
        return this;
    }

    /**
     * {@return the set moved by plus and minus one standard deviation along each principal axis of its covariance, in
     * pairs (plus, minus); empty unless the set has a covariance}
     *
     * <p>For an observable O the variance is the sum over pairs of ((O_plus - O_minus)/2)^2, exact where O is linear in
     * the coefficients.
     */
    default List<FormFactors> variations() {
        return List.of();
    }

    /**
     * {@return sets drawn at random: the coefficients are multivariate normal around those in use, with the covariance
     * of the set; {@code count} times this set unless it has a covariance}
     *
     * @param count how many sets
     * @param random source of the numbers, used by this call only
     */
    default List<FormFactors> samples(int count, RandomGenerator random) {
        return Collections.nCopies(count, this);
    }
}
