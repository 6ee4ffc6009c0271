package emiss.analysis;

/** How the uncertainty of the form factors enters a fit. */
public enum FormFactorUncertainty {
    /** Not at all: the nuisance parameters that a data set declares for it are fixed. */
    NONE,
    /** As the data sets bring it: shapes that act on the signal sample as a whole. */
    TEMPLATE,
    /** As strengths of the axes of their covariance, which act on the Standard Model and new particles together. */
    COHERENT
}
