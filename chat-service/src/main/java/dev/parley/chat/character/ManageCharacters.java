package dev.parley.chat.character;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.chat.character.CharacterStore.Viewer;
import dev.parley.platform.idempotency.Ids;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.resource.IfMatch;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes and changes characters. All see them; whoever made one, and admins, change it. */
@Service
class ManageCharacters {

  private final CharacterStore store;
  private final Ids ids;
  private final Clock clock;

  ManageCharacters(CharacterStore store, Ids ids, Clock clock) {
    this.ids = ids;
    this.store = store;
    this.clock = clock;
  }

  /** What is {@code null} stays as it is, or begins empty. */
  record Traits(
      @Nullable String name,
      @Nullable String label,
      @Nullable String persona,
      @Nullable String greeting,
      @Nullable Boolean active,
      @Nullable JsonNode metadata) {

    ChatCharacter on(ChatCharacter before, Instant now) {
      return new ChatCharacter(
          before.id(),
          or(name, before.name()),
          or(label, before.label()),
          or(persona, before.persona()),
          or(greeting, before.greeting()),
          or(active, before.active()),
          before.ownerId(),
          or(metadata, before.metadata()),
          before.createdAt(),
          now);
    }

    private static <T> T or(@Nullable T given, T otherwise) {
      return Objects.requireNonNullElse(given, otherwise);
    }
  }

  @Transactional
  public ChatCharacter create(@Nullable UUID wanted, Traits traits, UUID owner) {
    Instant now = now();
    UUID id = wanted == null ? ids.next() : wanted;
    if (ids.mayBeThere()) {
      Optional<ChatCharacter> made =
          store.find(id, new Viewer(owner, false)).filter(c -> c.ownerId().equals(owner));
      if (made.isPresent()) {
        return made.get();
      }
    }
    ChatCharacter nobody =
        new ChatCharacter(
            id, "", "", "", "", true, owner, JsonNodeFactory.instance.objectNode(), now, now);
    ChatCharacter character = traits.on(nobody, now);
    try {
      store.insert(character);
    } catch (DuplicateKeyException _) {
      throw ProblemException.conflict("character.id_taken", "This id is taken. Choose another.");
    } catch (DataIntegrityViolationException _) {
      throw ProblemException.notFound("account.not_found", "This token has no account.");
    }
    return character;
  }

  ChatCharacter get(UUID id, Viewer viewer) {
    return store.find(id, viewer).orElseThrow(ManageCharacters::notFound);
  }

  @Transactional
  public ChatCharacter update(UUID id, Traits traits, IfMatch seen, Viewer by) {
    ChatCharacter after = traits.on(lockedFor(id, seen, by), now());
    store.update(after);
    return after;
  }

  /** One that somebody talks with stays, but takes no new conversations. */
  @Transactional
  public void delete(UUID id, IfMatch seen, Viewer by) {
    ChatCharacter character = lockedFor(id, seen, by);
    if (!store.deleteUnused(id)) {
      store.update(new Traits(null, null, null, null, false, null).on(character, now()));
    }
  }

  private ChatCharacter lockedFor(UUID id, IfMatch seen, Viewer by) {
    ChatCharacter character = store.lock(id, by).orElseThrow(ManageCharacters::notFound);
    if (!by.admin() && !character.ownerId().equals(by.id())) {
      throw ProblemException.forbidden(
          "character.owner_only", "Only whoever made a character changes it, or an admin.");
    }
    seen.require(character);
    return character;
  }

  private static ProblemException notFound() {
    return ProblemException.notFound("character.not_found", "There is no such character.");
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
