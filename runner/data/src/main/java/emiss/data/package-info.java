/**
 * Readers of the versioned formats of Emiss ({@code emiss-dataset/1}, {@code emiss-form-factors/1}, {@code
 * emiss-sm-inputs/1}) and the figures that come with it. Readers are strict and report every problem of a file at once.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
package emiss.data;

import org.apiguardian.api.API;
