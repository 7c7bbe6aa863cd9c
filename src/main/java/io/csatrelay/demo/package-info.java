/**
 * Vendors that run on loopback: a Zendesk and a MaestroQA over real HTTP, with plausible data, for trying the connector
 * and for its tests and benchmarks. They reject what the real ones reject, remember every request, and fail on demand.
 */
package io.csatrelay.demo;
