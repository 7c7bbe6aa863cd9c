package io.csatrelay.store;

/** A process that writes to a store as fast as it can. */
final class TestingWriter {
    static final int WRITES = 150;

    private TestingWriter() {
    }

    public static void main(String[] arguments) {
        try (Database database = Database.open(arguments[0], null, null)) {
            write(database);
        }
    }

    static void write(Database database) {
        for (int i = 0; i < WRITES; i++) {
            database.write(tx -> {
                tx.one("SELECT n FROM book", row -> row.getLong(1));
                return tx.update("INSERT INTO book (account, entry, n) VALUES ('a', 'b', 1) ON CONFLICT (account, entry) DO UPDATE SET n = book.n + 1");
            });
        }
    }
}
