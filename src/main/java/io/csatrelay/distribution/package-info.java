/**
 * Buckets, spans and distributions: what reports and publishing compute with. Knows no Camel, no SQL and no vendor; declares what it
 * needs of the store.
 */
package io.csatrelay.distribution;
