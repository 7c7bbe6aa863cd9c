/**
 * The contracts that are served: LivePerson's, and the CSAT reports with their CSV. Computes from distributions; declares what else it
 * needs of the store.
 */
package io.csatrelay.report;
