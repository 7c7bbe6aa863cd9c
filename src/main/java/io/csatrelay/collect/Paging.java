package io.csatrelay.collect;

/** Where a source's answers say how its pages go on: by a cursor, by a link, or by a number; as Zendesk does it when nothing is said. */
public final class Paging {
    private String nextCursor = "";
    private String cursorParameter = "cursor";
    private String nextLink = "";
    private String pageParameter = "";

    /** Whether the source says anything of it. */
    boolean isSaid() {
        return !nextCursor.isEmpty() || !nextLink.isEmpty() || !pageParameter.isEmpty();
    }

    /** Where an answer has the cursor of the next page, absent, null or empty on the last; empty where pages go on otherwise. */
    public String nextCursor() {
        return nextCursor;
    }

    public void setNextCursor(String pointer) {
        this.nextCursor = pointer;
    }

    /** The parameter that takes that cursor. */
    public String cursorParameter() {
        return cursorParameter;
    }

    public void setCursorParameter(String parameter) {
        this.cursorParameter = parameter;
    }

    /** Where an answer has the link to the next page, absent, null or empty on the last; empty where pages go on otherwise. */
    public String nextLink() {
        return nextLink;
    }

    public void setNextLink(String pointer) {
        this.nextLink = pointer;
    }

    /** The parameter that takes the number of a page, from 1 until one is empty; empty where pages go on otherwise. */
    public String pageParameter() {
        return pageParameter;
    }

    public void setPageParameter(String parameter) {
        this.pageParameter = parameter;
    }
}
