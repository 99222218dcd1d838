package dev.parley.platform.cache;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What instances tell each other over the channel, as text. */
sealed interface Announcement {

  /** Somebody is changing these, or has. */
  record Changed(List<Ref> refs) implements Announcement {}

  /**
   * In which epoch each kind is. What was written in an earlier one does not count any more.
   *
   * @param sentAt by the clock of the sender, who knows by it that the channel is open
   */
  record Pulse(String sender, long sentAt, Map<String, String> epochs) implements Announcement {}

  /** One entry of one kind. */
  record Ref(String kind, String key) {

    private static final String ALL = "*";

    static Ref allOf(String kind) {
      return new Ref(kind, ALL);
    }

    boolean isAll() {
      return key.equals(ALL);
    }

    static Ref parse(String line) {
      int end = line.indexOf(' ');
      return new Ref(line.substring(0, end), line.substring(end + 1));
    }

    @Override
    public String toString() {
      return kind + " " + key;
    }
  }

  static String changed(Iterable<Ref> refs) {
    var text = new StringBuilder("changed");
    refs.forEach(ref -> text.append('\n').append(ref.kind()).append(' ').append(ref.key()));
    return text.toString();
  }

  /** The epochs are added where they are known: in Redis. */
  static String pulseHead(String sender, long sentAt) {
    return "pulse " + sender + " " + sentAt;
  }

  /** Null: from a newer version of us, which says something we do not know. */
  static @Nullable Announcement parse(String text) {
    if (text.startsWith("changed\n")) {
      List<Ref> refs = new ArrayList<>();
      text.lines().skip(1).map(Ref::parse).forEach(refs::add);
      return new Changed(refs);
    }
    if (text.startsWith("pulse ")) {
      String[] words = text.split(" ", -1);
      Map<String, String> epochs = new LinkedHashMap<>();
      for (int i = 3; i < words.length; i++) {
        int equals = words[i].indexOf('=');
        epochs.put(words[i].substring(0, equals), words[i].substring(equals + 1));
      }
      return new Pulse(words[1], Long.parseLong(words[2]), epochs);
    }
    return null;
  }
}
