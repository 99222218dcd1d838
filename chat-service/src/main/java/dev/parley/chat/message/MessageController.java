package dev.parley.chat.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.conversation.Containment;
import dev.parley.chat.conversation.Metadata;
import dev.parley.chat.conversation.TagName;
import dev.parley.chat.file.Attachments;
import dev.parley.platform.page.CursorPage;
import dev.parley.platform.page.CursorRequest;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Messages over HTTP. */
@RestController
@RequestMapping("/api/v1/conversations/{conversationId}/messages")
class MessageController {

  private final PostMessage postMessage;
  private final ReadMessages readMessages;
  private final Containment containment;

  MessageController(PostMessage postMessage, ReadMessages readMessages, Containment containment) {
    this.containment = containment;
    this.postMessage = postMessage;
    this.readMessages = readMessages;
  }

  enum AuthorRole {
    @JsonProperty("user")
    USER,
    @JsonProperty("assistant")
    ASSISTANT,
    @JsonProperty("system")
    SYSTEM
  }

  record NewMessage(
      @NotBlank(message = "is required")
          @Size(max = 16_000, message = "must have at most 16000 characters")
          @Pattern(regexp = PlainText.PATTERN, message = PlainText.MESSAGE)
          String content,
      @Nullable AuthorRole role,
      @Nullable UUID replyToId,
      @Nullable JsonNode metadata,
      @Size(max = Attachments.MOST, message = "may name at most 10 files")
          @Nullable List<@NotNull(message = "must not be null") UUID> fileIds,
      @Nullable UUID id) {

    /**
     * @param pointer where this message stands in the request
     */
    PostMessage.Post checked(Caller caller, String pointer) {
      if (role == AuthorRole.SYSTEM && !caller.isAdmin()) {
        throw ProblemException.badRequest(
            "request.invalid",
            "Only admins speak as the system.",
            new FieldError(pointer + "/role", "must be user or assistant"));
      }
      return new PostMessage.Post(
          id,
          content,
          role == null ? "user" : role.name().toLowerCase(Locale.ROOT),
          replyToId,
          Metadata.checked(metadata, pointer + "/metadata"),
          fileIds == null ? Set.of() : Set.copyOf(fileIds));
    }

    @Override
    public String toString() {
      return "NewMessage[%d characters]".formatted(content.length());
    }
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Message post(
      @PathVariable("conversationId") UUID conversationId,
      @Valid @RequestBody NewMessage request,
      Caller caller) {
    return postMessage.post(conversationId, request.checked(caller, ""), caller.userId());
  }

  record Bulk(
      @NotEmpty(message = "must have 1 to 1000 messages")
          @Size(max = 1000, message = "must have 1 to 1000 messages")
          List<@NotNull(message = "must not be null") @Valid NewMessage> messages) {}

  record Posted(List<Message> items) {}

  /** All of them or none; the limit of a request's size holds for all of them together. */
  @PostMapping("/bulk")
  @ResponseStatus(HttpStatus.CREATED)
  Posted postMany(
      @PathVariable("conversationId") UUID conversationId,
      @Valid @RequestBody Bulk request,
      Caller caller) {
    List<FieldError> errors = new ArrayList<>();
    List<PostMessage.Post> posts = new ArrayList<>();
    for (int i = 0; i < request.messages().size(); i++) {
      try {
        posts.add(request.messages().get(i).checked(caller, "/messages/" + i));
      } catch (ProblemException e) {
        errors.addAll(e.errors());
      }
    }
    if (!errors.isEmpty()) {
      throw ProblemException.badRequest(
          "request.invalid",
          "Some of the messages cannot be kept, so none was.",
          errors.toArray(FieldError[]::new));
    }
    return new Posted(postMessage.post(conversationId, posts, caller.userId()));
  }

  @GetMapping
  CursorPage<Message> list(
      @PathVariable("conversationId") UUID conversationId,
      @RequestParam(name = "tag", required = false) @Nullable List<String> tags,
      @RequestParam(name = "metadata", required = false) @Nullable String metadata,
      CursorRequest page,
      Caller caller) {
    var wanted = new MessageFilter(TagName.asked(tags), containment.asked(metadata));
    return readMessages.page(conversationId, wanted, page, caller.userId());
  }
}
