package dev.parley.chat.message;

import dev.parley.chat.message.FlatMessageStore.Scope;
import dev.parley.chat.project.Projects;
import dev.parley.platform.page.ListRequest;
import dev.parley.platform.page.Listing;
import dev.parley.platform.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Messages for clients that know projects and no conversations. */
@RestController
@RequestMapping("/api/v1/messages")
class FlatMessageController {

  private final FlatMessages messages;
  private final PostMessage postMessage;
  private final Projects projects;

  FlatMessageController(FlatMessages messages, PostMessage postMessage, Projects projects) {
    this.messages = messages;
    this.postMessage = postMessage;
    this.projects = projects;
  }

  record NewMessage(
      @NotBlank(message = "is required")
          @Size(max = 16_000, message = "must have at most 16000 characters")
          @Pattern(regexp = PlainText.PATTERN, message = PlainText.MESSAGE)
          String content,
      @NotNull(message = "is required") UUID projectId,
      @Nullable UUID id) {

    @Override
    public String toString() {
      return "NewMessage[%d characters]".formatted(content.length());
    }
  }

  @GetMapping
  Listing<Message> list(
      @RequestParam(name = "project_id", required = false) @Nullable UUID projectId,
      ListRequest page,
      Caller caller) {
    return messages.read(new Scope(caller.userId(), projectId), page);
  }

  /** Into the conversation that the project began with. */
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Message post(@Valid @RequestBody NewMessage request, Caller caller) {
    return postMessage.post(
        projects.defaultConversation(request.projectId(), caller.userId()),
        new PostMessage.Post(request.id(), request.content(), "user", null, null, Set.of()),
        caller.userId());
  }
}
