/** Tests of the distribution: the jars as they are shipped, and the program as users start it. */
@NullMarked
package emiss.dist;

import org.jspecify.annotations.NullMarked;
