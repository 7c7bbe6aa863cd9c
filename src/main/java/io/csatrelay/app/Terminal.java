package io.csatrelay.app;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/** Whether a person looks at the output. */
final class Terminal {
    private Terminal() {
    }

    /** Since Java 22 there is a console without a terminal, too; it says so itself. */
    static boolean isThere() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException before22) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException failed) {
            return false;
        }
    }
}
