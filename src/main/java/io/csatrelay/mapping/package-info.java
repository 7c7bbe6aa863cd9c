/** Mappings: jq programs that make a rating of a vendor's record, run here as the {@code jq} command would run them. */
package io.csatrelay.mapping;
