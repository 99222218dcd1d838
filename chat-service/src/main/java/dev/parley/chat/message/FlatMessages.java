package dev.parley.chat.message;

import dev.parley.chat.message.FlatMessageStore.Place;
import dev.parley.chat.message.FlatMessageStore.Scope;
import dev.parley.platform.page.CursorCodec;
import dev.parley.platform.page.CursorPage;
import dev.parley.platform.page.CursorRequest;
import dev.parley.platform.page.ListRequest;
import dev.parley.platform.page.Listing;
import dev.parley.platform.page.Page;
import dev.parley.platform.page.PageRequest;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** All that somebody may read where they take part, newest first, in both forms of a list. */
@Service
class FlatMessages {

  /** As deep as pages go: each message before the page is read to be skipped. */
  private static final int DEEPEST = 10_000;

  private final FlatMessageStore store;
  private final CursorCodec cursors;

  FlatMessages(FlatMessageStore store, CursorCodec cursors) {
    this.store = store;
    this.cursors = cursors;
  }

  Listing<Message> read(Scope scope, ListRequest request) {
    return switch (request) {
      case PageRequest page -> page(scope, page);
      case CursorRequest cursor -> stretch(scope, cursor);
    };
  }

  private Page<Message> page(Scope scope, PageRequest request) {
    if (request.offset() + request.perPage() > DEEPEST) {
      throw ProblemException.badRequest(
          "request.invalid_parameter",
          "Pages of this list end at message %d. Go on with 'limit' and 'before'."
              .formatted(DEEPEST),
          new FieldError("page", "must not lead beyond message " + DEEPEST));
    }
    List<Message> found = store.newest(scope, request.perPage() + 1, request.offset());
    boolean more = found.size() > request.perPage();
    return new Page<>(
        more ? found.subList(0, request.perPage()) : found,
        store.total(scope),
        request.page(),
        request.perPage(),
        more,
        request.page() > 1);
  }

  private CursorPage<Message> stretch(Scope scope, CursorRequest request) {
    int limit = request.limit();
    String after = request.after();
    String before = request.before();
    if (after != null) {
      List<Message> found = store.newerThan(place(scope, after), scope, limit + 1);
      List<Message> items = PageText.last(found, limit);
      boolean more = found.size() > items.size();
      String newest = items.isEmpty() ? after : cursor(scope, items.getFirst());
      return new CursorPage<>(
          items, items.isEmpty() ? null : cursor(scope, items.getLast()), newest, true, more);
    }
    List<Message> found =
        before == null
            ? store.newest(scope, limit + 1, 0)
            : store.olderThan(place(scope, before), scope, limit + 1);
    List<Message> items = PageText.first(found, limit);
    boolean more = found.size() > items.size();
    return new CursorPage<>(
        items,
        more ? cursor(scope, items.getLast()) : null,
        items.isEmpty() ? null : cursor(scope, items.getFirst()),
        more,
        before != null);
  }

  private String cursor(Scope scope, Message message) {
    return cursors.encode(
        name(scope),
        message.createdAt().toString(),
        message.conversationId().toString(),
        Long.toString(message.seq()));
  }

  private Place place(Scope scope, String cursor) {
    List<String> parts = cursors.decode(name(scope), cursor);
    return new Place(
        Instant.parse(parts.get(0)), UUID.fromString(parts.get(1)), Long.parseLong(parts.get(2)));
  }

  private static String name(Scope scope) {
    return "all messages:" + scope.user() + ":" + scope.project();
  }
}
