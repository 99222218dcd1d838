package dev.parley.platform.page;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Link} header of a list (RFC 8288): where next, prev, first and last are, with
 * everything else as it was asked. The paths are absolute, so they hold behind the gateway, too.
 */
final class ListLinks {

  private static final Set<String> OURS =
      Set.of("page", "per_page", "limit", "before", "after", "around");

  private final String base;

  private ListLinks(String base) {
    this.base = base;
  }

  static String of(Listing<?> listing, HttpServletRequest request) {
    return switch (listing) {
      case Page<?> page ->
          new ListLinks(base(request.getRequestURI(), request.getQueryString())).links(page);
      case CursorPage<?> page -> {
        String elsewhere = page.path();
        String base =
            elsewhere == null
                ? base(request.getRequestURI(), request.getQueryString())
                : base(elsewhere, null);
        yield new ListLinks(base).links(page, request.getParameter("limit"));
      }
    };
  }

  private String links(Page<?> page) {
    List<String> links = new ArrayList<>(4);
    long last = Math.max(1, Math.ceilDiv(page.total(), page.perPage()));
    if (page.hasNext() && page.page() < PageRequest.MAX_PAGE) {
      links.add(page(page.page() + 1L, page, "next"));
    }
    if (page.hasPrev()) {
      links.add(page(Math.min(page.page() - 1L, last), page, "prev"));
    }
    links.add(page(1, page, "first"));
    if (last <= PageRequest.MAX_PAGE) {
      links.add(page(last, page, "last"));
    }
    return String.join(", ", links);
  }

  private String page(long number, Page<?> page, String relation) {
    return link("page=" + number + "&per_page=" + page.perPage(), relation);
  }

  private String links(CursorPage<?> page, @Nullable String limit) {
    String size = limit == null || limit.isEmpty() ? "" : "&limit=" + limit;
    List<String> links = new ArrayList<>(3);
    if (page.hasNext() && page.nextCursor() != null) {
      links.add(link("before=" + page.nextCursor() + size, "next"));
    }
    if (page.hasPrev() && page.prevCursor() != null) {
      links.add(link("after=" + page.prevCursor() + size, "prev"));
    }
    links.add(
        link(size.isEmpty() ? "limit=" + CursorRequest.DEFAULT_LIMIT : size.substring(1), "first"));
    return String.join(", ", links);
  }

  private String link(String place, String relation) {
    return "<" + base + place + ">; rel=\"" + relation + "\"";
  }

  /** The address up to where the place in the list is added. */
  private static String base(String path, @Nullable String query) {
    var base = new StringBuilder(path).append('?');
    if (query != null) {
      for (int from = 0; from <= query.length(); ) {
        int end = query.indexOf('&', from);
        String part = query.substring(from, end < 0 ? query.length() : end);
        if (!part.isEmpty() && !OURS.contains(name(part))) {
          base.append(part).append('&');
        }
        from = end < 0 ? query.length() + 1 : end + 1;
      }
    }
    return base.toString();
  }

  private static String name(String part) {
    int equals = part.indexOf('=');
    String name = equals < 0 ? part : part.substring(0, equals);
    return name.indexOf('%') < 0 ? name : URLDecoder.decode(name, StandardCharsets.UTF_8);
  }
}
