package emiss.app.studies;

import emiss.api.DoubleVector;
import emiss.inference.PseudoExperiment;
import emiss.inference.Toys;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A batch of toys of one hypothesis: a point of a study with toys.
 *
 * @param seed seed of the toys
 * @param statistics test statistics, one list for each, with one number per toy that was fitted
 * @param failed the numbers of the toys in which a fit failed; they are left out
 */
record ToyBatch(long seed, List<DoubleVector> statistics, DoubleVector failed) {
    /**
     * Fits toys.
     *
     * @param toys draws them
     * @param from number of the first
     * @param to number of the last, exclusive
     * @param statistics how many numbers a toy gives
     * @param fit gives them; not a number where a fit failed
     */
    static ToyBatch run(Toys toys, long from, long to, int statistics, Function<PseudoExperiment, double[]> fit) {
        double[][] found = new double[statistics][(int) (to - from)];
        List<Double> failed = new ArrayList<>();
        int count = 0;
        for (long index = from; index < to; index++) {
            double[] numbers = fit.apply(toys.draw(index));
            boolean isFitted = true;
            for (int k = 0; k < statistics; k++) {
                found[k][count] = numbers[k];
                isFitted &= Double.isFinite(numbers[k]);
            }
            if (isFitted) {
                count++;
            } else {
                failed.add((double) index);
            }
        }
        int fitted = count;
        return new ToyBatch(
                toys.seed(),
                IntStream.range(0, statistics)
                        .mapToObj(k -> DoubleVector.generate(fitted, i -> found[k][i]))
                        .toList(),
                DoubleVector.generate(failed.size(), failed::get));
    }
}
