package dev.parley.platform.page;

import java.util.List;

/**
 * A stretch of a list, in the form it was asked for in (see {@link ListRequest}). What a controller
 * answers with gets its {@code Link} headers by itself.
 */
public sealed interface Listing<T> permits Page, CursorPage {

  List<T> items();

  boolean hasNext();

  boolean hasPrev();
}
