package emiss.results;

/**
 * A type of study, as far as its results are concerned.
 *
 * @param <R> what a study of this type finds
 * @param name what {@code type} says in configurations and results, for example {@code mass-scan}
 * @param result the record of the result, or a sealed interface of several records that differ in their fields
 */
public record ResultType<R extends Result>(String name, Class<R> result) {}
