package dev.parley.chat.message;

import dev.parley.chat.conversation.Conversations;
import dev.parley.platform.page.CursorCodec;
import dev.parley.platform.page.CursorPage;
import dev.parley.platform.page.CursorRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Pages through a conversation by number: as fast at the end of a long one as at its start. */
@Service
class ReadMessages {

  private final MessageStore store;
  private final CursorCodec cursors;

  ReadMessages(MessageStore store, CursorCodec cursors) {
    this.store = store;
    this.cursors = cursors;
  }

  CursorPage<Message> page(UUID conversation, CursorRequest request, UUID caller) {
    if (!store.mayRead(conversation, caller)) {
      throw Conversations.notFound();
    }
    String after = request.after();
    return after == null
        ? older(conversation, start(conversation, request), request)
        : newer(conversation, seq(conversation, after), request.limit());
  }

  /** Everything below this number; for {@code around}, half a page of newer ones comes along. */
  private long start(UUID conversation, CursorRequest request) {
    if (request.around() != null) {
      return seq(conversation, request.around()) + request.limit() / 2 + 1;
    }
    return request.before() == null ? Long.MAX_VALUE : seq(conversation, request.before());
  }

  private CursorPage<Message> older(UUID conversation, long below, CursorRequest request) {
    int limit = request.limit();
    List<Message> found = store.before(conversation, below, limit + 1);
    boolean more = found.size() > limit;
    List<Message> items = more ? found.subList(0, limit) : found;
    boolean newest = request.before() == null && request.around() == null;
    return answer(conversation, items, more, !newest);
  }

  private CursorPage<Message> newer(UUID conversation, long above, int limit) {
    List<Message> found = store.after(conversation, above, limit + 1);
    boolean more = found.size() > limit;
    List<Message> items = more ? found.subList(1, found.size()) : found;
    return answer(conversation, items, above > 0, more);
  }

  private CursorPage<Message> answer(
      UUID conversation, List<Message> items, boolean hasOlder, boolean hasNewer) {
    return new CursorPage<>(
        items,
        items.isEmpty() || !hasOlder ? null : cursor(conversation, items.getLast()),
        items.isEmpty() ? null : cursor(conversation, items.getFirst()),
        hasOlder,
        hasNewer);
  }

  private @Nullable String cursor(UUID conversation, Message message) {
    return cursors.encode(scope(conversation), Long.toString(message.seq()));
  }

  private long seq(UUID conversation, String cursor) {
    return Long.parseLong(cursors.decode(scope(conversation), cursor).getFirst());
  }

  private static String scope(UUID conversation) {
    return "messages:" + conversation;
  }
}
