/**
 * What a type of study is: its settings, how they are read, its points and their combination. The types themselves are in
 * {@link emiss.app.studies}.
 */
package emiss.app.study;
