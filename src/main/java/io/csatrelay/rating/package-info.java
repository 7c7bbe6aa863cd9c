/**
 * The rating: one customer's answer in the one shape that every source is brought into, its scale and its validation.
 * Knows no Camel, no SQL and no vendor.
 */
package io.csatrelay.rating;
