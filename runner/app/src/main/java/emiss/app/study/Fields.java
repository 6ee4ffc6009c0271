package emiss.app.study;

import emiss.app.study.Field.Kind;

/** Settings that several types of study have. */
public final class Fields {
    /** The scenario. */
    public static final Field SCENARIO = Field.required("scenario", Kind.TEXT, "id of the scenario");

    /** The scale of new physics. */
    public static final Field LAMBDA =
            Field.of("lambda", Kind.NUMBER, 10_000.0, "scale of new physics").in("GeV");

    /** The natural width of a single particle. */
    public static final Field WIDTH = Field.of(
                    "width", Kind.NUMBER, 0.0, "natural width of a single particle; 0: a line")
            .in("GeV");

    /** Other variables for the couplings. */
    public static final Field BASIS =
            Field.optional("basis", Kind.TEXT, "other variables for the couplings, for example chiral");

    /** The couplings that float. */
    public static final Field COUPLINGS =
            Field.required("couplings", Kind.NAMES, "couplings that float jointly; all others are zero");

    /** Whether couplings are complex. */
    public static final Field COMPLEX = Field.of("complex", Kind.FLAG, false, "whether the couplings may be complex");

    /** Quantities made of couplings. */
    public static final Field DERIVED =
            Field.optional("derived", Kind.NAMES, "sums of couplings, squares and products, for example fVV^2+fVA^2");

    /** One mass. */
    public static final Field MASS = Field.required("mass", Kind.NUMBER, "mass of the invisible particle")
            .in("GeV");

    /** A grid of masses. */
    public static final Field MASSES = Field.required("masses", Kind.GRID, "masses of the invisible particle")
            .in("GeV");

    /** A transition. */
    public static final Field TRANSITION = Field.required("transition", Kind.TEXT, "id of the transition");

    /** A confidence level. */
    public static final Field LEVEL = Field.of("level", Kind.NUMBER, 0.90, "confidence level");

    private Fields() {}
}
