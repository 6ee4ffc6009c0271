/**
 * JMH benchmarks on the Belle II data, made-up models, and workspaces that are named. Every class measures the code that studies use
 * beside a plain version of the same calculation; it fails if the two disagree. {@link emiss.benchmarks.PerformanceTable} makes the
 * table of docs/performance.md.
 */
@NullMarked
package emiss.benchmarks;

import org.jspecify.annotations.NullMarked;
