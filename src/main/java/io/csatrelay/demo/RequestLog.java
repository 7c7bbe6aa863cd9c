package io.csatrelay.demo;

import java.util.ArrayList;
import java.util.List;

/** Every request of one demo vendor in order of arrival. Thread-safe. */
final class RequestLog {

    private final List<DemoRequest> requests = new ArrayList<>();

    synchronized DemoRequest arrived(String method, String path, String query, boolean authorization, long nanos) {
        DemoRequest request = new DemoRequest(requests.size(), method, path, query, authorization, nanos, 0, 0);
        requests.add(request);
        return request;
    }

    synchronized void ended(DemoRequest request, long nanos, int status) {
        requests.set((int) request.number(), request.ended(nanos, status));
    }

    synchronized List<DemoRequest> all() {
        return List.copyOf(requests);
    }

    synchronized long count() {
        return requests.size();
    }

    /** The most requests that arrived within any span of this length, its end exclusive. */
    synchronized int slidingMax(long nanos) {
        int most = 0;
        int first = 0;
        for (int last = 0; last < requests.size(); last++) {
            while (requests.get(last).startNanos() - requests.get(first).startNanos() >= nanos) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }
}
