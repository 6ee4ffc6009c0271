/** The study types: each in one class that reads its settings and computes. */
package emiss.app.studies;
