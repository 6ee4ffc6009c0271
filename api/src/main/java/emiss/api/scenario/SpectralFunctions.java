package emiss.api.scenario;

/**
 * The four spectral functions of an invisible system at one q2, without its phase space.
 *
 * <p>With the currents of the invisible system contracted and summed over spins, r0 multiplies the spin-0 amplitude
 * squared, rV the vector amplitude squared, rT the tensor amplitude squared, and 2 reRVT the product of the two.
 *
 * @param r0 spin 0
 * @param rV vector current
 * @param rT tensor current
 * @param reRVT real part of the vector-tensor interference
 */
public record SpectralFunctions(double r0, double rV, double rT, double reRVT) {
    /** No contribution. */
    public static final SpectralFunctions ZERO = new SpectralFunctions(0, 0, 0, 0);
}
