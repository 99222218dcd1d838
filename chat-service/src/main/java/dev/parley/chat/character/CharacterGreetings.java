package dev.parley.chat.character;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.chat.conversation.Characters;
import dev.parley.chat.conversation.Conversation;
import dev.parley.chat.message.BulkPosts;
import dev.parley.chat.message.BulkPosts.Draft;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Begins conversations that are held with a character. */
@Component
class CharacterGreetings implements Characters {

  private final CharacterStore store;
  private final BulkPosts posts;

  CharacterGreetings(CharacterStore store, BulkPosts posts) {
    this.posts = posts;
    this.store = store;
  }

  @Override
  public void requireUsable(UUID character, UUID user) {
    if (!store.holdActive(character)) {
      throw ProblemException.badRequest(
          "request.invalid",
          "There is no such character.",
          new FieldError("/character_id", "is no active character"));
    }
  }

  /** Nobody else has an account to speak with, so it speaks with that of whoever began. */
  @Override
  public void greet(Conversation conversation) {
    UUID character = Objects.requireNonNull(conversation.characterId());
    String greeting = store.greeting(character);
    if (!greeting.isBlank()) {
      ObjectNode metadata =
          JsonNodeFactory.instance.objectNode().put("character_id", character.toString());
      posts.insert(
          conversation.id(),
          conversation.ownerId(),
          List.of(new Draft(null, greeting, "assistant", null, metadata, null)));
    }
  }
}
