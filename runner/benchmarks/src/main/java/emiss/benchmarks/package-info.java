/**
 * JMH benchmarks on the Belle II data. Every class measures the code that studies use beside a plain version of the same
 * calculation, so that the ratio comes from one run; set-up fails if the two disagree.
 */
@NullMarked
package emiss.benchmarks;

import org.jspecify.annotations.NullMarked;
