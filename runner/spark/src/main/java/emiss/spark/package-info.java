/** Points of runs on Apache Spark. On the class path, with Spark; the rest of Emiss does without. */
@NullMarked
package emiss.spark;

import org.jspecify.annotations.NullMarked;
