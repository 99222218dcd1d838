package dev.parley.platform.page;

import java.util.List;

/** One page of a list counted from 1, as every offset list answers it. */
public record Page<T>(
    List<T> items, long total, int page, int perPage, boolean hasNext, boolean hasPrev)
    implements Listing<T> {

  public static <T> Page<T> of(List<T> items, long total, int page, int perPage) {
    return new Page<>(items, total, page, perPage, (long) page * perPage < total, page > 1);
  }
}
