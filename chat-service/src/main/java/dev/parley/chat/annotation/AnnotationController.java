package dev.parley.chat.annotation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.annotation.Annotations.Note;
import dev.parley.chat.conversation.Metadata;
import dev.parley.chat.target.Target.OfConversation;
import dev.parley.chat.target.Target.OfMessage;
import dev.parley.platform.page.ListRequest;
import dev.parley.platform.page.Listing;
import dev.parley.platform.resource.IfMatch;
import dev.parley.platform.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
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

/** Annotations over HTTP. */
@RestController
@RequestMapping("/api/v1")
class AnnotationController {

  private static final String NOT_BLANK = "(?s).*\\S.*";

  private final Annotations annotations;

  AnnotationController(Annotations annotations) {
    this.annotations = annotations;
  }

  record NewAnnotation(
      @Size(max = 50, message = "must have at most 50 characters")
          @Pattern(regexp = NOT_BLANK, message = "must not be blank")
          @Nullable String kind,
      @Size(max = 4000, message = "must have at most 4000 characters")
          @Pattern(regexp = NOT_BLANK, message = "must not be blank")
          @Nullable String content,
      @Min(value = 0, message = "must not be negative") @Nullable Integer startOffset,
      @Min(value = 0, message = "must not be negative") @Nullable Integer endOffset,
      @Nullable JsonNode metadata,
      @Nullable UUID id) {

    Note note() {
      return new Note(kind, content, startOffset, endOffset, Metadata.checked(metadata));
    }

    @Override
    public String toString() {
      return "NewAnnotation[]";
    }
  }

  record Changes(
      @Size(max = 50, message = "must have at most 50 characters")
          @Pattern(regexp = NOT_BLANK, message = "must not be blank")
          @Nullable String kind,
      @Size(max = 4000, message = "must have at most 4000 characters")
          @Pattern(regexp = NOT_BLANK, message = "must not be blank")
          @Nullable String content,
      @Min(value = 0, message = "must not be negative") @Nullable Integer startOffset,
      @Min(value = 0, message = "must not be negative") @Nullable Integer endOffset,
      @Nullable JsonNode metadata) {

    Note note() {
      return new Note(kind, content, startOffset, endOffset, Metadata.checked(metadata));
    }

    @Override
    public String toString() {
      return "Changes[]";
    }
  }

  /** Of the conversation itself; on request with those of its messages. */
  @GetMapping("/conversations/{id}/annotations")
  Listing<Annotation> ofConversation(
      @PathVariable("id") UUID id,
      @RequestParam(name = "messages", defaultValue = "false") boolean messages,
      ListRequest page,
      Caller caller) {
    return annotations.list(new OfConversation(id), messages, page, caller.userId());
  }

  @PostMapping("/conversations/{id}/annotations")
  @ResponseStatus(HttpStatus.CREATED)
  Annotation addToConversation(
      @PathVariable("id") UUID id, @Valid @RequestBody NewAnnotation request, Caller caller) {
    return annotations.add(new OfConversation(id), request.id(), request.note(), caller.userId());
  }

  @GetMapping("/messages/{id}/annotations")
  Listing<Annotation> ofMessage(@PathVariable("id") UUID id, ListRequest page, Caller caller) {
    return annotations.list(new OfMessage(id), false, page, caller.userId());
  }

  @PostMapping("/messages/{id}/annotations")
  @ResponseStatus(HttpStatus.CREATED)
  Annotation addToMessage(
      @PathVariable("id") UUID id, @Valid @RequestBody NewAnnotation request, Caller caller) {
    return annotations.add(new OfMessage(id), request.id(), request.note(), caller.userId());
  }

  @GetMapping("/annotations/{id}")
  Annotation get(@PathVariable("id") UUID id, Caller caller) {
    return annotations.get(id, caller.userId());
  }

  @PatchMapping("/annotations/{id}")
  Annotation update(
      @PathVariable("id") UUID id,
      @Valid @RequestBody Changes request,
      IfMatch seen,
      Caller caller) {
    return annotations.update(id, request.note(), seen, caller.userId());
  }

  @DeleteMapping("/annotations/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable("id") UUID id, IfMatch seen, Caller caller) {
    annotations.delete(id, seen, caller.userId());
  }
}
