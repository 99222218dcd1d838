package dev.parley.chat.conversation;

import java.util.UUID;

/** The characters that conversations are held with, as the feature that keeps them sees them. */
public interface Characters {

  /** Refuses what is no character or no longer one; if it is, it stays until the commit. */
  void requireUsable(UUID character, UUID user);

  /** Lets the character of a conversation that just began say its greeting, if it has one. */
  void greet(Conversation conversation);
}
