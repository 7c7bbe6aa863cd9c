package io.csatrelay.store;

import java.io.IOException;

/** A process that takes a store's lock, says whether it got it, and keeps it until it is killed. */
final class TestingLockTaker {
    private TestingLockTaker() {
    }

    public static void main(String[] arguments) throws IOException {
        String user = arguments[1].isEmpty() ? null : arguments[1];
        boolean took = StoreLock.take(arguments[0], user, user).isPresent();
        System.out.println(took);
        System.in.read();
    }
}
