package emiss.app.study;

import emiss.app.study.Field.Kind;

/** Settings that several types of study have. */
public final class Fields {
    /** The scenario. */
    public static final Field SCENARIO = Field.required(
                    "scenario", Kind.TEXT_OR_OBJECT, "id of the scenario, or {table: FILE} for spectra of your own")
            .with(Field.required("table", Kind.TEXT, "file with spectra, format emiss-spectrum/1"));

    /** The scale of new physics. */
    public static final Field LAMBDA =
            Field.of("lambda", Kind.NUMBER, 10_000.0, "scale of new physics").in("GeV");

    /** The natural width of a single particle. */
    public static final Field WIDTH = Field.of(
                    "width", Kind.NUMBER, 0.0, "natural width of a single particle; 0: a line")
            .in("GeV");

    /** Fraction of decays that are invisible. */
    static final Field DARK_FRACTION =
            Field.of("darkFraction", Kind.NUMBER, 0.0, "fraction of its decays that are invisible");

    private static final Field CTAU =
            Field.required("ctau", Kind.NUMBER, "c times the lifetime").in("cm");

    /** How the invisible particles decay. */
    public static final Field LIFETIME = Field.optional(
                    "lifetime", Kind.OBJECT, "how the invisible particles decay; without it they do not")
            .with(CTAU, DARK_FRACTION);

    /** The same for several lifetimes. */
    public static final Field LIFETIMES = Field.optional(
                    "lifetime", Kind.OBJECT, "how the invisible particles decay; without it they do not")
            .with(
                    Field.required("ctau", Kind.GRID, "c times the lifetime, one or several")
                            .in("cm"),
                    DARK_FRACTION);

    /** Boost of a detector. */
    static final Field BOOST = Field.required("boost", Kind.NUMBER, "beta gamma of the decaying meson");

    /** Size of a detector. */
    static final Field LENGTH = Field.required("lengthCm", Kind.NUMBER, "distance within which decays are seen")
            .in("cm");

    /** Where decays would be seen. */
    public static final Field DETECTOR = Field.optional(
                    "detector",
                    Kind.OBJECT,
                    "where decays would be seen, with a lifetime; without it rates are those of all that is produced")
            .with(BOOST, LENGTH);

    /** Other variables for the couplings. */
    public static final Field BASIS =
            Field.optional("basis", Kind.TEXT, "other variables for the couplings, for example chiral");

    /** The couplings that float. */
    public static final Field COUPLINGS =
            Field.required("couplings", Kind.NAMES, "couplings that float jointly; all others are zero");

    /** The couplings of a point. */
    public static final Field COUPLING_VALUES =
            Field.optional("couplings", Kind.VALUES, "values of the couplings, or {wcxf: file}");

    /** The nuisance parameters of a point. */
    public static final Field NUISANCES = Field.optional(
            "nuisances",
            Kind.VALUES,
            "values of nuisance parameters, one or one a bin; the others are at their centres; left out, all are profiled");

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
