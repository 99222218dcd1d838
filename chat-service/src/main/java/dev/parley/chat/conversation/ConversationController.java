package dev.parley.chat.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.platform.json.StorableText;
import dev.parley.platform.page.ListRequest;
import dev.parley.platform.page.Listing;
import dev.parley.platform.resource.IfMatch;
import dev.parley.platform.resource.NotModified;
import dev.parley.platform.resource.Representations;
import dev.parley.platform.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Conversations over HTTP. */
@RestController
@RequestMapping("/api/v1/conversations")
class ConversationController {

  private static final int MAX_SOURCE = 200;

  private final Conversations conversations;
  private final ConversationStore store;
  private final Containment containment;
  private final Representations representations;

  ConversationController(
      Conversations conversations,
      ConversationStore store,
      Containment containment,
      Representations representations) {
    this.containment = containment;
    this.representations = representations;
    this.conversations = conversations;
    this.store = store;
  }

  record NewConversation(
      @NotBlank(message = "is required")
          @Size(max = 200, message = "must have at most 200 characters")
          String title,
      @Nullable UUID projectId,
      @Nullable UUID characterId,
      @Nullable Visibility visibility,
      @Size(max = 100, message = "may name at most 100 people at once")
          @Nullable List<@NotNull(message = "must not be null") UUID> memberIds,
      @Nullable JsonNode metadata,
      @Nullable UUID id) {

    Conversations.Draft draft() {
      return new Conversations.Draft(
          id,
          title,
          projectId,
          characterId,
          visibility == null ? Visibility.PRIVATE : visibility,
          memberIds == null ? List.of() : memberIds,
          Metadata.checked(metadata));
    }
  }

  record Changes(
      @Size(min = 1, max = 200, message = "must have 1 to 200 characters")
          @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
          @Nullable String title,
      @Nullable Visibility visibility,
      @Nullable Boolean archived,
      @Nullable JsonNode metadata) {

    Conversations.Change change() {
      return new Conversations.Change(title, visibility, archived, Metadata.checked(metadata));
    }
  }

  record MemberAnswer(UUID userId, MemberRole role) {}

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Conversation create(@Valid @RequestBody NewConversation request, Caller caller) {
    return conversations.create(request.draft(), caller.userId());
  }

  @GetMapping
  Listing<Conversation> list(
      @RequestParam(name = "project_id", required = false) @Nullable UUID projectId,
      @RequestParam(name = "character_id", required = false) @Nullable UUID characterId,
      @RequestParam(name = "visibility", required = false) @Nullable String visibility,
      @RequestParam(name = "source", required = false) @Nullable String source,
      @RequestParam(name = "tag", required = false) @Nullable List<String> tags,
      @RequestParam(name = "metadata", required = false) @Nullable String metadata,
      @RequestParam(name = "archived", defaultValue = "false") boolean archived,
      @RequestParam(name = "unread", defaultValue = "false") boolean unread,
      ListRequest page,
      Caller caller) {
    return store.listForMember(
        caller.userId(),
        new ConversationFilter(
            projectId,
            characterId,
            Visibility.asked(visibility),
            source == null ? null : StorableText.parameter("source", source, MAX_SOURCE),
            TagName.asked(tags),
            containment.asked(metadata),
            archived,
            unread),
        page);
  }

  @PatchMapping("/{id}")
  Conversation update(
      @PathVariable("id") UUID id,
      @Valid @RequestBody Changes request,
      IfMatch seen,
      Caller caller) {
    return conversations.update(id, request.change(), seen, caller.userId());
  }

  @GetMapping("/{id}")
  @Nullable Conversation get(@PathVariable("id") UUID id, NotModified client, Caller caller) {
    KnownConversations.Seen seen = conversations.get(id, caller.userId());
    String version = seen.version(representations);
    return version != null && client.check(version) ? null : seen.conversation();
  }

  @GetMapping("/{id}/members")
  Listing<Member> members(@PathVariable("id") UUID id, ListRequest page, Caller caller) {
    return conversations.members(id, caller.userId(), page);
  }

  @PutMapping("/{id}/members/{userId}")
  MemberAnswer setMember(
      @PathVariable("id") UUID id,
      @PathVariable("userId") UUID userId,
      @RequestBody(required = false) MemberRole.@Nullable Wanted request,
      Caller caller) {
    return new MemberAnswer(
        userId, conversations.setMember(id, userId, MemberRole.in(request), caller.userId()));
  }

  @DeleteMapping("/{id}/members/{userId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void removeMember(
      @PathVariable("id") UUID id, @PathVariable("userId") UUID userId, Caller caller) {
    conversations.removeMember(id, userId, caller.userId());
  }
}
