package dev.parley.chat.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.conversation.Metadata;
import dev.parley.chat.message.Message.ReactionCount;
import dev.parley.platform.page.CursorPage;
import dev.parley.platform.page.CursorRequest;
import dev.parley.platform.page.ListRequest;
import dev.parley.platform.page.Listing;
import dev.parley.platform.resource.IfMatch;
import dev.parley.platform.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One message over HTTP, by its id alone. */
@RestController
@RequestMapping("/api/v1/messages/{id}")
class SingleMessageController {

  private final MessageChanges changes;
  private final Reactions reactions;
  private final ReadMessages readMessages;
  private final History history;

  SingleMessageController(
      MessageChanges changes, Reactions reactions, ReadMessages readMessages, History history) {
    this.history = history;
    this.changes = changes;
    this.reactions = reactions;
    this.readMessages = readMessages;
  }

  /**
   * @param version what the editor has seen: an edit of anything newer is refused
   */
  record Edit(
      @Size(max = 16_000, message = "must have at most 16000 characters")
          @Pattern(regexp = PlainText.PATTERN, message = PlainText.MESSAGE)
          @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
          @Nullable String content,
      @Nullable JsonNode metadata,
      @Nullable Integer version) {

    @Override
    public String toString() {
      return "Edit[]";
    }
  }

  record ReactionsNow(List<ReactionCount> reactions) {}

  @GetMapping
  Message get(@PathVariable("id") UUID id, Caller caller) {
    return changes.get(id, caller.userId());
  }

  @PatchMapping
  Message edit(
      @PathVariable("id") UUID id, @Valid @RequestBody Edit request, IfMatch seen, Caller caller) {
    return changes.edit(
        id,
        new MessageChanges.Edit(
            request.content(), Metadata.checked(request.metadata()), request.version()),
        seen,
        caller.userId());
  }

  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable("id") UUID id, IfMatch seen, Caller caller) {
    changes.delete(id, seen, caller.userId());
  }

  @GetMapping("/history")
  Listing<History.Version> history(@PathVariable("id") UUID id, ListRequest page, Caller caller) {
    return history.of(id, page, caller.userId());
  }

  @GetMapping("/context")
  CursorPage<Message> context(@PathVariable("id") UUID id, CursorRequest page, Caller caller) {
    return readMessages.around(id, page.limit(), caller.userId());
  }

  @PutMapping("/reactions/{emoji}")
  ReactionsNow react(
      @PathVariable("id") UUID id, @PathVariable("emoji") String emoji, Caller caller) {
    return new ReactionsNow(reactions.add(id, emoji, caller.userId()));
  }

  @DeleteMapping("/reactions/{emoji}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void takeBack(@PathVariable("id") UUID id, @PathVariable("emoji") String emoji, Caller caller) {
    reactions.remove(id, emoji, caller.userId());
  }
}
