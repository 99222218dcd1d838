package dev.parley.chat.message;

import java.util.List;

/**
 * A page of messages ends by its text as well as by their number: a hundred of the longest, for
 * each of many readers, are more than memory has room for.
 */
final class PageText {

  static final long MOST = 1_000_000;

  private PageText() {}

  /** As many from the list's start as fit; if there is any message, one does. */
  static List<Message> first(List<Message> found, int limit) {
    return first(found, limit, MOST);
  }

  static List<Message> first(List<Message> found, int limit, long most) {
    return found.subList(0, fitting(found, limit, most));
  }

  /** Those at the list's end, which are the nearest to where reading began. */
  static List<Message> last(List<Message> found, int limit) {
    return last(found, limit, MOST);
  }

  static List<Message> last(List<Message> found, int limit, long most) {
    return found.subList(found.size() - fitting(found.reversed(), limit, most), found.size());
  }

  private static int fitting(List<Message> found, int limit, long most) {
    int fitting = 0;
    long text = 0;
    for (Message message : found) {
      text += text(message);
      if (fitting == limit || (fitting > 0 && text > most)) {
        break;
      }
      fitting++;
    }
    return fitting;
  }

  private static long text(Message message) {
    long metadata = message.metadata().isEmpty() ? 0 : message.metadata().toString().length();
    return message.content().length() + metadata;
  }
}
