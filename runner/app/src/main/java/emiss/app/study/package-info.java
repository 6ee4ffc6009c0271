/**
 * The studies: each type in one class that reads its settings, computes, and describes its results.
 *
 * <p>A new type implements {@link emiss.app.study.StudyType}, {@link emiss.app.study.Study} and {@link
 * emiss.app.study.Payload}, and is bound in {@link emiss.app.EmissModule}.
 */
package emiss.app.study;
