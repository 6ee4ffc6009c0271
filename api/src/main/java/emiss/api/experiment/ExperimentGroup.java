package emiss.api.experiment;

import java.util.OptionalInt;

/**
 * Data sets that count as one experiment, for example both tags of Belle II. All plugins of a group say the same of it.
 *
 * @param id the name in configs and results: lower case, words joined by hyphens
 * @param label what figures call it, written as {@link Experiment#label()}
 * @param colourOrder its place among the colours of experiments, as {@link Experiment#colourOrder()}
 */
public record ExperimentGroup(String id, String label, OptionalInt colourOrder) {}
