package emiss.api.experiment;

import emiss.api.DoubleVector;

/** A modifier of a sample, as HistFactory defines it; equal names mean one parameter. */
public sealed interface Systematic {
    /**
     * {@return name of the nuisance parameter; for {@link StatError}, {@link ShapeSys} and {@link ShapeFactor} of the
     * set of them}
     */
    String name();

    /**
     * Calls the method of {@code visitor} for this kind of modifier, so that a kind that a visitor does not know is an error
     * of compilation.
     *
     * @param visitor what is done with every kind
     */
    void accept(Visitor visitor);

    /** What is done with every kind of modifier. */
    interface Visitor {
        /**
         * A free factor on the whole sample.
         *
         * @param modifier the modifier
         */
        void normFactor(NormFactor modifier);

        /**
         * A constrained factor on the whole sample.
         *
         * @param modifier the modifier
         */
        void normSys(NormSys modifier);

        /**
         * A constrained shift of the bin contents.
         *
         * @param modifier the modifier
         */
        void histoSys(HistoSys modifier);

        /**
         * The statistical uncertainty of the simulation.
         *
         * @param modifier the modifier
         */
        void statError(StatError modifier);

        /**
         * An uncorrelated uncertainty.
         *
         * @param modifier the modifier
         */
        void shapeSys(ShapeSys modifier);

        /**
         * A free factor in every bin.
         *
         * @param modifier the modifier
         */
        void shapeFactor(ShapeFactor modifier);

        /**
         * The luminosity.
         *
         * @param modifier the modifier
         */
        void lumi(Lumi modifier);
    }

    /**
     * A free factor on the whole sample.
     *
     * @param name the parameter
     */
    record NormFactor(String name) implements Systematic {
        @Override
        public void accept(Visitor visitor) {
            visitor.normFactor(this);
        }
    }

    /**
     * A constrained factor on the whole sample, interpolated with code4.
     *
     * @param name the parameter, constrained by a standard normal
     * @param low factor at -1
     * @param high factor at +1
     */
    record NormSys(String name, double low, double high) implements Systematic {
        /**
         * Checks that both factors are positive.
         *
         * @param name the parameter, constrained by a standard normal
         * @param low factor at -1
         * @param high factor at +1
         */
        public NormSys {
            if (!(low > 0) || !(high > 0)) {
                throw new IllegalArgumentException(
                        "normsys " + name + " has factors " + low + ", " + high + ", expected both > 0");
            }
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.normSys(this);
        }
    }

    /**
     * A constrained shift of the bin contents, interpolated with code4p.
     *
     * @param name the parameter, constrained by a standard normal
     * @param low contents at -1 [events]
     * @param high contents at +1 [events]
     */
    record HistoSys(String name, DoubleVector low, DoubleVector high) implements Systematic {
        @Override
        public void accept(Visitor visitor) {
            visitor.histoSys(this);
        }
    }

    /**
     * The statistical uncertainty of the simulation: one factor a bin with mean 1, Gaussian. Within a channel, samples
     * that name the same set share the factors, and their uncertainties add in quadrature.
     *
     * @param name the set of parameters
     * @param uncertainty one standard deviation of the bin contents [events]
     */
    record StatError(String name, DoubleVector uncertainty) implements Systematic {
        @Override
        public void accept(Visitor visitor) {
            visitor.statError(this);
        }
    }

    /**
     * An uncorrelated uncertainty: one factor a bin, constrained by a Poisson measurement of matching relative error.
     *
     * @param name the set of parameters
     * @param uncertainty one standard deviation of the bin contents [events]
     */
    record ShapeSys(String name, DoubleVector uncertainty) implements Systematic {
        @Override
        public void accept(Visitor visitor) {
            visitor.shapeSys(this);
        }
    }

    /**
     * A free factor in every bin.
     *
     * @param name the set of parameters
     */
    record ShapeFactor(String name) implements Systematic {
        @Override
        public void accept(Visitor visitor) {
            visitor.shapeFactor(this);
        }
    }

    /**
     * The luminosity: a factor with mean {@code central}, Gaussian.
     *
     * @param name the parameter
     * @param central central value of the factor
     * @param uncertainty one standard deviation of the factor
     */
    record Lumi(String name, double central, double uncertainty) implements Systematic {
        /**
         * Checks that centre and uncertainty are positive.
         *
         * @param name the parameter
         * @param central central value of the factor
         * @param uncertainty one standard deviation of the factor
         */
        public Lumi {
            if (!(central > 0) || !(uncertainty > 0)) {
                throw new IllegalArgumentException(
                        "lumi " + name + " is " + central + " +- " + uncertainty + ", expected both > 0");
            }
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.lumi(this);
        }
    }
}
