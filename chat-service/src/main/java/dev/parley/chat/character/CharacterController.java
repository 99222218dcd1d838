package dev.parley.chat.character;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.character.CharacterStore.Filter;
import dev.parley.chat.character.CharacterStore.Viewer;
import dev.parley.chat.character.ManageCharacters.Traits;
import dev.parley.chat.conversation.Metadata;
import dev.parley.platform.json.StorableText;
import dev.parley.platform.page.ListRequest;
import dev.parley.platform.page.Listing;
import dev.parley.platform.resource.IfMatch;
import dev.parley.platform.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Characters over HTTP. */
@RestController
@RequestMapping("/api/v1/characters")
class CharacterController {

  private static final int MAX_LABEL = 50;

  private final ManageCharacters characters;
  private final CharacterStore store;

  CharacterController(ManageCharacters characters, CharacterStore store) {
    this.characters = characters;
    this.store = store;
  }

  record NewCharacter(
      @NotBlank(message = "is required")
          @Size(max = 100, message = "must have at most 100 characters")
          String name,
      @Size(max = MAX_LABEL, message = "must have at most 50 characters") @Nullable String label,
      @Size(max = 16_000, message = "must have at most 16000 characters") @Nullable String persona,
      @Size(max = 16_000, message = "must have at most 16000 characters") @Nullable String greeting,
      @Nullable Boolean active,
      @Nullable JsonNode metadata,
      @Nullable UUID id) {

    Traits traits() {
      return new Traits(name, label, persona, greeting, active, Metadata.checked(metadata));
    }
  }

  record Changes(
      @Size(max = 100, message = "must have at most 100 characters")
          @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
          @Nullable String name,
      @Size(max = MAX_LABEL, message = "must have at most 50 characters") @Nullable String label,
      @Size(max = 16_000, message = "must have at most 16000 characters") @Nullable String persona,
      @Size(max = 16_000, message = "must have at most 16000 characters") @Nullable String greeting,
      @Nullable Boolean active,
      @Nullable JsonNode metadata) {

    Traits traits() {
      return new Traits(name, label, persona, greeting, active, Metadata.checked(metadata));
    }
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  ChatCharacter create(@Valid @RequestBody NewCharacter request, Caller caller) {
    return characters.create(request.id(), request.traits(), caller.userId());
  }

  @GetMapping
  Listing<ChatCharacter> list(
      @RequestParam(name = "label", required = false) @Nullable String label,
      @RequestParam(name = "active", required = false) @Nullable Boolean active,
      ListRequest page,
      Caller caller) {
    String wanted = label == null ? null : StorableText.parameter("label", label, MAX_LABEL);
    return store.list(new Filter(wanted, active), viewer(caller), page);
  }

  @GetMapping("/{id}")
  ChatCharacter get(@PathVariable("id") UUID id, Caller caller) {
    return characters.get(id, viewer(caller));
  }

  @PatchMapping("/{id}")
  ChatCharacter update(
      @PathVariable("id") UUID id,
      @Valid @RequestBody Changes request,
      IfMatch seen,
      Caller caller) {
    return characters.update(id, request.traits(), seen, viewer(caller));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable("id") UUID id, IfMatch seen, Caller caller) {
    characters.delete(id, seen, viewer(caller));
  }

  private static Viewer viewer(Caller caller) {
    return new Viewer(caller.userId(), caller.isAdmin());
  }
}
