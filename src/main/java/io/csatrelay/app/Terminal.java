package io.csatrelay.app;

import java.io.Console;

/** Whether a person watches. */
final class Terminal {
    private Terminal() {
    }

    /** Whether what is printed goes to a terminal, and not into a file or a pipe. */
    static boolean attached() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // From Java 22 on there is a console without a terminal too, and this method to ask.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderJava) {
            return true;
        }
    }
}
