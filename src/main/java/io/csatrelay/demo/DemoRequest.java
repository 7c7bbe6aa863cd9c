package io.csatrelay.demo;

/**
 * One request that reached a demo vendor, as the vendor saw it.
 *
 * @param number        counts from 0 in order of arrival
 * @param path          without the query
 * @param query         raw, as sent; empty when there was none
 * @param authorization whether the header that carries the credentials was there; its value is not kept
 * @param startNanos    arrival of the request's head, on the vendor's ticker
 * @param endNanos      when its answer began to be written; 0 while there is none
 * @param status        of the answer; 0 while there is none, or when the connection was broken instead
 */
public record DemoRequest(long number, String method, String path, String query, boolean authorization,
        long startNanos, long endNanos, int status) {

    DemoRequest ended(long nanos, int answered) {
        return new DemoRequest(number, method, path, query, authorization, startNanos, nanos, answered);
    }

    /** The target as sent: path, and the query when there was one. */
    public String target() {
        return query.isEmpty() ? path : path + "?" + query;
    }
}
