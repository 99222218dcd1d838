package dev.parley.platform.cache;

import java.util.UUID;

/**
 * How a key is written in Redis and in announcements. What stands in braces decides the slot of a
 * Redis Cluster: all that belongs to one thing lives together.
 */
public interface KeyForm<K> {

  String write(K key);

  K read(String text);

  /** Two ids, as of a conversation and one of its readers; the first is the one in braces. */
  record Pair(UUID first, UUID second) {}

  KeyForm<UUID> ID =
      new KeyForm<>() {
        @Override
        public String write(UUID key) {
          return "{" + key + "}";
        }

        @Override
        public UUID read(String text) {
          return UUID.fromString(text.substring(1, text.length() - 1));
        }
      };

  KeyForm<Pair> PAIR =
      new KeyForm<>() {
        @Override
        public String write(Pair key) {
          return "{" + key.first() + "}" + key.second();
        }

        @Override
        public Pair read(String text) {
          int end = text.indexOf('}');
          return new Pair(
              UUID.fromString(text.substring(1, end)), UUID.fromString(text.substring(end + 1)));
        }
      };
}
