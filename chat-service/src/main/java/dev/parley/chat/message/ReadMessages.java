package dev.parley.chat.message;

import dev.parley.chat.conversation.Conversations;
import dev.parley.chat.conversation.KnownConversations;
import dev.parley.platform.page.CursorCodec;
import dev.parley.platform.page.CursorPage;
import dev.parley.platform.page.CursorRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Pages through a conversation by number: as fast at the end of a long one as at its start. */
@Service
class ReadMessages {

  private final MessageStore store;
  private final RecentMessages recent;
  private final KnownConversations conversations;
  private final CursorCodec cursors;

  ReadMessages(
      MessageStore store,
      RecentMessages recent,
      KnownConversations conversations,
      CursorCodec cursors) {
    this.store = store;
    this.recent = recent;
    this.conversations = conversations;
    this.cursors = cursors;
  }

  CursorPage<Message> page(UUID conversation, CursorRequest request, UUID caller) {
    if (!conversations.mayRead(conversation, caller)) {
      throw Conversations.notFound();
    }
    String after = request.after();
    return after == null
        ? older(conversation, start(conversation, request), request, caller)
        : newer(conversation, after, request.limit(), caller);
  }

  /** A message and those around it, half a page each way: for a jump to what search has found. */
  CursorPage<Message> around(UUID message, int limit, UUID caller) {
    Message found = store.findForReader(message, caller).orElseThrow(MessageChanges::notFound);
    UUID conversation = found.conversationId();
    List<Message> newer = store.after(conversation, found.seq(), limit / 2 + 1, caller);
    List<Message> older = store.before(conversation, found.seq(), limit / 2 + 1, caller);
    boolean hasNewer = newer.size() > limit / 2;
    boolean hasOlder = older.size() > limit / 2;
    List<Message> items = new ArrayList<>(hasNewer ? newer.subList(1, newer.size()) : newer);
    items.add(found);
    items.addAll(hasOlder ? older.subList(0, limit / 2) : older);
    return answer(conversation, items, hasOlder, hasNewer, null)
        .leadingTo("/api/v1/conversations/" + conversation + "/messages");
  }

  /** Everything below this number; for {@code around}, half a page of newer ones comes along. */
  private long start(UUID conversation, CursorRequest request) {
    if (request.around() != null) {
      return seq(conversation, request.around()) + request.limit() / 2 + 1;
    }
    return request.before() == null ? Long.MAX_VALUE : seq(conversation, request.before());
  }

  private CursorPage<Message> older(
      UUID conversation, long below, CursorRequest request, UUID caller) {
    int limit = request.limit();
    List<Message> found =
        below == Long.MAX_VALUE
            ? recent.newest(conversation, limit + 1, caller)
            : store.before(conversation, below, limit + 1, caller);
    boolean more = found.size() > limit;
    List<Message> items = more ? found.subList(0, limit) : found;
    boolean newest = request.before() == null && request.around() == null;
    return answer(conversation, items, more, !newest, request.before());
  }

  private CursorPage<Message> newer(UUID conversation, String cursor, int limit, UUID caller) {
    long above = seq(conversation, cursor);
    List<Message> found = store.after(conversation, above, limit + 1, caller);
    boolean more = found.size() > limit;
    List<Message> items = more ? found.subList(1, found.size()) : found;
    return answer(conversation, items, above > 0, more, cursor);
  }

  /** Where there is nothing, the place asked about is the one to ask about again. */
  private CursorPage<Message> answer(
      UUID conversation,
      List<Message> items,
      boolean hasOlder,
      boolean hasNewer,
      @Nullable String asked) {
    return new CursorPage<>(
        items,
        hasOlder ? (items.isEmpty() ? asked : cursor(conversation, items.getLast())) : null,
        items.isEmpty() ? asked : cursor(conversation, items.getFirst()),
        hasOlder,
        hasNewer);
  }

  private String cursor(UUID conversation, Message message) {
    return cursors.encode(scope(conversation), Long.toString(message.seq()));
  }

  private long seq(UUID conversation, String cursor) {
    return Long.parseLong(cursors.decode(scope(conversation), cursor).getFirst());
  }

  static String scope(UUID conversation) {
    return "messages:" + conversation;
  }
}
