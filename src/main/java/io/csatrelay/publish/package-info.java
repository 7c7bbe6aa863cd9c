/** Distributions of closed intervals: written to a table of the store, and pushed to reporting endpoints until each has taken them. */
package io.csatrelay.publish;
