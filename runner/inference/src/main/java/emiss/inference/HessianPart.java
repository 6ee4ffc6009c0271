package emiss.inference;

/** Which second derivatives of -ln L are asked for. */
enum HessianPart {
    /** The positive semidefinite part, from first derivatives of what is expected. */
    GAUSS_NEWTON,
    /** All of it. */
    EXACT,
    /** All of those with respect to explicit nuisances, whatever the parameters of interest are. */
    OF_NUISANCES,
    /** All of those with respect to a parameter of interest, its columns. */
    OF_INTEREST
}
