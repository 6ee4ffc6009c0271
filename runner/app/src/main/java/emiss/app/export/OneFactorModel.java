package emiss.app.export;

import emiss.api.experiment.CountingData;
import java.util.List;

/**
 * A likelihood whose only parameter of interest is a factor on its signal samples: what formats that know no couplings can
 * hold.
 *
 * @param title what the signal is, for people
 * @param interest what the factor is called
 * @param datasets the data sets; their signal samples carry the factor
 */
public record OneFactorModel(String title, String interest, List<CountingData> datasets) {
    /** Copies the list. */
    public OneFactorModel {
        datasets = List.copyOf(datasets);
    }
}
