package io.csatrelay.deliver;

import io.csatrelay.deliver.TestingMaestro.Answer;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Everything at once, by a seed: several requests in flight whose steps interleave, answers of every kind, a store that fails before or
 * after its commit, processes that end at any step, newer versions, a person who resumes. Used by one thread.
 */
final class TestingStorm {
    private static final int RATINGS = 30;
    private static final Duration LONG = Duration.ofMinutes(4);

    private final TestingSink sink;
    private final TestingMaestro maestro = new TestingMaestro();
    private final Random random;
    private final Set<Integer> offenders;
    private final List<Flight> flights = new ArrayList<>();
    /** Requests whose answers were read and may not be in the store yet. */
    private final List<String> unsettled = new ArrayList<>();
    private final List<Long> arrivals = new ArrayList<>();
    private final List<String> early = new ArrayList<>();
    private final int[] versions = new int[RATINGS];
    private final Instant start;
    private Instant notBefore = Instant.MIN;
    private boolean stormy = true;
    private int crashes;

    private static final class Flight {
        private final Delivery delivery;
        private String body;
        private Answer answer;

        private Flight(Delivery delivery) {
            this.delivery = delivery;
        }
    }

    TestingStorm(TestingSink sink, long seed, int inFlight) {
        this.sink = sink.fresh(true, 10, inFlight);
        this.random = new Random(seed);
        this.offenders = Set.of(random.nextInt(RATINGS / 2), RATINGS / 2 + random.nextInt(RATINGS / 2));
        this.start = sink.time().now();
        int another = random.nextInt(RATINGS);
        maestro.refuseWhole(ticket -> offenders.contains(Integer.valueOf(ticket)))
                .refuseItem(ticket -> Integer.parseInt(ticket) == another);
        sink.storeAs(store -> new TestingBrokenStore(store, n -> stormy && chance(0.03), n -> stormy && chance(0.03)));
        begin();
        sink.owe(RATINGS);
    }

    /** So many random steps, and then calm until nothing is left to do. */
    void blow(int steps) {
        for (int step = 0; step < steps; step++) {
            step();
        }
        stormy = false;
        while (!flights.isEmpty()) {
            go(flights.get(0));
        }
        for (int resumes = 0; resumes < 50 && sink.outbox().states().containsKey("pending") || sink.outbox().sink().paused(); resumes++) {
            sink.control().resumeSink();
            sink.deliver(this::arrive);
        }
        sink.deliver(this::arrive);
    }

    private void step() {
        int what = random.nextInt(100);
        if (what < 55 && !flights.isEmpty()) {
            go(flights.get(random.nextInt(flights.size())));
        } else if (what < 80) {
            claim();
        } else if (what < 94) {
            sink.time().advance(chance(0.1) ? LONG : Duration.ofMillis(random.nextInt(1500)));
        } else if (what < 97) {
            int id = random.nextInt(RATINGS);
            sink.outbox().oweVersion(id, ++versions[id] + 1, sink.time().now());
        } else if (what < 98) {
            sink.control().resumeSink();
        } else {
            crash();
        }
    }

    private void claim() {
        Delivery delivery = sink.deliveries().claim();
        if (!sink.deliveries().keepsAnswers()) {
            unsettled.clear();
        }
        if (delivery != null) {
            flights.add(new Flight(delivery));
        }
    }

    /** One step further: send, arrive, or settle. */
    private void go(Flight flight) {
        if (flight.answer != null) {
            flights.remove(flight);
            settle(flight);
        } else if (flight.body != null) {
            flight.answer = stormy ? answer(flight.body) : arrive(flight.body);
        } else if (flight.delivery.getWaitMillis() > 0) {
            sink.time().advance(Duration.ofMillis(flight.delivery.getWaitMillis()));
        } else {
            send(flight);
        }
    }

    private void send(Flight flight) {
        try {
            flight.body = sink.deliveries().send(flight.delivery);
            if (flight.body == null) {
                flight.answer = new Answer(null, null, null, null);
            } else if (sink.time().now().isBefore(notBefore)) {
                early.add(sink.time().now() + " before " + notBefore);
            }
        } catch (TestingBrokenStore.Broken failed) {
            flight.answer = Answer.failed(failed);
        }
    }

    private void settle(Flight flight) {
        if (flight.body != null) {
            unsettled.add(flight.body);
        }
        sink.settle(flight.delivery, flight.answer);
        if (sink.deliveries().keepsAnswers()) {
            return; // Until its next claim.
        }
        unsettled.remove(flight.body);
        if (flight.answer.retryAfter() != null) {
            Instant asked = sink.time().now().plusSeconds(Long.parseLong(flight.answer.retryAfter()));
            notBefore = asked.isAfter(notBefore) ? asked : notBefore;
        }
    }

    private Answer arrive(String body) {
        arrivals.add(Duration.between(start, sink.time().now()).toNanos());
        return maestro.take(body);
    }

    private Answer answer(String body) {
        int what = random.nextInt(100);
        if (what < 60) {
            return arrive(body);
        } else if (what < 63) {
            return maestro.ignore(body, Answer.failed(new ConnectException("Connection refused")));
        }
        arrivals.add(Duration.between(start, sink.time().now()).toNanos());
        if (what < 72) {
            return maestro.takeAndLose(body, Answer.failed(new SocketTimeoutException("Read timed out")));
        } else if (what < 80) {
            return maestro.ignore(body, Answer.status(504));
        } else if (what < 86) {
            return maestro.ignore(body, Answer.status(503));
        } else if (what < 93) {
            return maestro.ignore(body, Answer.tooMany(String.valueOf(1 + random.nextInt(90))));
        } else if (what < 97) {
            return maestro.ignore(body, Answer.status(401));
        }
        return maestro.takeAndLose(body, new Answer(201, "{\"results\":[", null, null));
    }

    /** The process ends: what it had not sent is not sent; what it had may have arrived; no answer is read any more. */
    private void crash() {
        crashes++;
        for (Flight flight : flights) {
            if (flight.body != null && flight.answer == null && chance(0.5)) {
                arrive(flight.body);
            }
            if (flight.body != null) {
                maestro.answerUnread(flight.body);
            }
        }
        unsettled.forEach(maestro::answerUnread);
        unsettled.clear();
        flights.clear();
        begin();
    }

    private void begin() {
        for (boolean begun = false; !begun;) {
            try {
                sink.start();
                begun = true;
            } catch (TestingBrokenStore.Broken again) {
                // A container starts it once more.
            }
        }
    }

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }

    TestingMaestro maestro() {
        return maestro;
    }

    Set<Integer> offenders() {
        return offenders;
    }

    /** When each request reached MaestroQA, nanoseconds since the start. */
    List<Long> arrivals() {
        return arrivals;
    }

    /** Requests that were sent before a wait that MaestroQA asked for was over. */
    List<String> early() {
        return early;
    }

    int crashes() {
        return crashes;
    }
}
