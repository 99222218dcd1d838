package dev.parley.chat.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.conversation.Metadata;
import dev.parley.platform.page.CursorPage;
import dev.parley.platform.page.CursorRequest;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Messages over HTTP. */
@RestController
@RequestMapping("/api/v1/conversations/{conversationId}/messages")
class MessageController {

  private final PostMessage postMessage;
  private final ReadMessages readMessages;

  MessageController(PostMessage postMessage, ReadMessages readMessages) {
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
          String content,
      @Nullable AuthorRole role,
      @Nullable UUID replyToId,
      @Nullable JsonNode metadata,
      @Nullable UUID id) {

    PostMessage.Post post() {
      return new PostMessage.Post(
          id,
          content,
          role == null ? "user" : role.name().toLowerCase(Locale.ROOT),
          replyToId,
          Metadata.checked(metadata));
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
    if (request.role() == AuthorRole.SYSTEM && !caller.isAdmin()) {
      throw ProblemException.badRequest(
          "request.invalid",
          "Only admins speak as the system.",
          new FieldError("/role", "must be user or assistant"));
    }
    return postMessage.post(conversationId, request.post(), caller.userId());
  }

  @GetMapping
  CursorPage<Message> list(
      @PathVariable("conversationId") UUID conversationId, CursorRequest page, Caller caller) {
    return readMessages.page(conversationId, page, caller.userId());
  }
}
