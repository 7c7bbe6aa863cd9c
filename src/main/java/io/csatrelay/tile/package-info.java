/**
 * Gnatta's tiles: what each asks for, which requests are due, and which figures are in an answer. Knows no Camel, no SQL and no HTTP.
 */
package io.csatrelay.tile;
