package io.csatrelay.tile;

import java.util.List;

/**
 * Something wrong in one of the two files.
 *
 * @param at where: names of fields and, as texts, numbers of items
 * @param what what is wrong, with the tile and the field
 * @param advice what to do
 */
public record TileProblem(List<String> at, String what, String advice) {
    @Override
    public String toString() {
        return what + ": " + advice;
    }
}
