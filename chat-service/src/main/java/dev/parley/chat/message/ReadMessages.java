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

  CursorPage<Message> page(
      UUID conversation, MessageFilter wanted, CursorRequest request, UUID caller) {
    if (!conversations.mayRead(conversation, caller)) {
      throw Conversations.notFound();
    }
    var list = new ListOf(conversation, wanted);
    String after = request.after();
    if (after != null) {
      return newer(list, after, request.limit(), caller);
    }
    // numbers that have gaps say nothing of how far half a page reaches
    return request.around() != null && !wanted.isAll()
        ? around(list, seq(list, request.around()), request.limit() / 2, request.limit(), caller)
        : older(list, start(list, request), request, caller);
  }

  /** One list: its cursors lead nowhere else. */
  private record ListOf(UUID conversation, MessageFilter wanted) {
    String scope() {
      return wanted.isAll()
          ? ReadMessages.scope(conversation)
          : ReadMessages.scope(conversation) + ":" + wanted.tags() + wanted.metadata();
    }
  }

  /** A message and those around it, half a page each way: for a jump to what search has found. */
  CursorPage<Message> around(UUID message, int limit, UUID caller) {
    Message found = store.findForReader(message, caller).orElseThrow(MessageChanges::notFound);
    var list = new ListOf(found.conversationId(), MessageFilter.ALL);
    return around(list, found.seq(), limit / 2, limit / 2 * 2 + 1, caller)
        .leadingTo("/api/v1/conversations/" + found.conversationId() + "/messages");
  }

  /**
   * @param above how many newer ones come along at most
   * @param all how many there are at most, newer ones and the place itself included
   */
  private CursorPage<Message> around(ListOf list, long seq, int above, int all, UUID caller) {
    int below = all - above;
    List<Message> newer = store.after(list.conversation(), list.wanted(), seq, above + 1, caller);
    List<Message> older =
        store.before(list.conversation(), list.wanted(), seq + 1, below + 1, caller);
    List<Message> items = new ArrayList<>(PageText.last(newer, above, PageText.MOST / 2));
    boolean hasNewer = newer.size() > items.size();
    List<Message> here = PageText.first(older, below, PageText.MOST / 2);
    items.addAll(here);
    return answer(list, items, older.size() > here.size(), hasNewer, null);
  }

  /** Everything below this number; for {@code around}, half a page of newer ones comes along. */
  private long start(ListOf list, CursorRequest request) {
    if (request.around() != null) {
      return seq(list, request.around()) + request.limit() / 2 + 1;
    }
    return request.before() == null ? Long.MAX_VALUE : seq(list, request.before());
  }

  private CursorPage<Message> older(ListOf list, long below, CursorRequest request, UUID caller) {
    int limit = request.limit();
    List<Message> found =
        below == Long.MAX_VALUE && list.wanted().isAll()
            ? recent.newest(list.conversation(), limit + 1, caller)
            : store.before(list.conversation(), list.wanted(), below, limit + 1, caller);
    List<Message> items = PageText.first(found, limit);
    boolean more = found.size() > items.size();
    if (request.around() != null && items.size() < Math.min(limit, found.size())) {
      // the place itself must be among those that fit
      return around(list, seq(list, request.around()), limit / 2, limit, caller);
    }
    boolean newest = request.before() == null && request.around() == null;
    return answer(list, items, more, !newest, request.before());
  }

  private CursorPage<Message> newer(ListOf list, String cursor, int limit, UUID caller) {
    long above = seq(list, cursor);
    List<Message> found = store.after(list.conversation(), list.wanted(), above, limit + 1, caller);
    List<Message> items = PageText.last(found, limit);
    boolean more = found.size() > items.size();
    return answer(list, items, above > 0, more, cursor);
  }

  /** Where there is nothing, the place asked about is the one to ask about again. */
  private CursorPage<Message> answer(
      ListOf list,
      List<Message> items,
      boolean hasOlder,
      boolean hasNewer,
      @Nullable String asked) {
    return new CursorPage<>(
        items,
        hasOlder ? (items.isEmpty() ? asked : cursor(list, items.getLast())) : null,
        items.isEmpty() ? asked : cursor(list, items.getFirst()),
        hasOlder,
        hasNewer);
  }

  private String cursor(ListOf list, Message message) {
    return cursors.encode(list.scope(), Long.toString(message.seq()));
  }

  private long seq(ListOf list, String cursor) {
    return Long.parseLong(cursors.decode(list.scope(), cursor).getFirst());
  }

  static String scope(UUID conversation) {
    return "messages:" + conversation;
  }
}
