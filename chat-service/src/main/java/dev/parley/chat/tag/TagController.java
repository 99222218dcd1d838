package dev.parley.chat.tag;

import dev.parley.chat.conversation.TagName;
import dev.parley.chat.target.Target.OfConversation;
import dev.parley.chat.target.Target.OfMessage;
import dev.parley.platform.json.StorableText;
import dev.parley.platform.resource.IfMatch;
import dev.parley.platform.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tags over HTTP. */
@RestController
@RequestMapping("/api/v1")
class TagController {

  private static final int SUGGESTIONS = 20;

  private final Tags tags;
  private final TagStore store;

  TagController(Tags tags, TagStore store) {
    this.tags = tags;
    this.store = store;
  }

  record TagList(List<String> tags) {}

  record NewTags(
      @NotNull(message = "is required")
          @Size(max = Tags.MOST, message = "must have at most 50 entries")
          List<@NotNull(message = "must not be null") String> tags) {

    Set<String> names() {
      Set<String> names = new LinkedHashSet<>();
      for (int i = 0; i < tags.size(); i++) {
        names.add(TagName.of(tags.get(i), "/tags/" + i));
      }
      return names;
    }
  }

  record Suggestion(String tag, long count) {}

  record Suggestions(List<Suggestion> items) {}

  @GetMapping("/conversations/{id}/tags")
  TagList ofConversation(@PathVariable("id") UUID id, Caller caller) {
    return new TagList(tags.of(new OfConversation(id), caller.userId()));
  }

  @PutMapping("/conversations/{id}/tags")
  TagList replaceOfConversation(
      @PathVariable("id") UUID id,
      @Valid @RequestBody NewTags request,
      IfMatch seen,
      Caller caller) {
    return new TagList(
        tags.replace(new OfConversation(id), request.names(), seen, caller.userId()));
  }

  @PutMapping("/conversations/{id}/tags/{tag}")
  TagList addToConversation(
      @PathVariable("id") UUID id, @PathVariable("tag") String tag, Caller caller) {
    return new TagList(tags.add(new OfConversation(id), TagName.of(tag, "tag"), caller.userId()));
  }

  @DeleteMapping("/conversations/{id}/tags/{tag}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void removeFromConversation(
      @PathVariable("id") UUID id, @PathVariable("tag") String tag, Caller caller) {
    tags.remove(new OfConversation(id), TagName.of(tag, "tag"), caller.userId());
  }

  @GetMapping("/messages/{id}/tags")
  TagList ofMessage(@PathVariable("id") UUID id, Caller caller) {
    return new TagList(tags.of(new OfMessage(id), caller.userId()));
  }

  @PutMapping("/messages/{id}/tags")
  TagList replaceOfMessage(
      @PathVariable("id") UUID id,
      @Valid @RequestBody NewTags request,
      IfMatch seen,
      Caller caller) {
    return new TagList(tags.replace(new OfMessage(id), request.names(), seen, caller.userId()));
  }

  @PutMapping("/messages/{id}/tags/{tag}")
  TagList addToMessage(
      @PathVariable("id") UUID id, @PathVariable("tag") String tag, Caller caller) {
    return new TagList(tags.add(new OfMessage(id), TagName.of(tag, "tag"), caller.userId()));
  }

  @DeleteMapping("/messages/{id}/tags/{tag}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void removeFromMessage(
      @PathVariable("id") UUID id, @PathVariable("tag") String tag, Caller caller) {
    tags.remove(new OfMessage(id), TagName.of(tag, "tag"), caller.userId());
  }

  @GetMapping("/tags")
  Suggestions suggest(@RequestParam(name = "q", defaultValue = "") String q, Caller caller) {
    String beginning = StorableText.parameter("q", q, TagName.MAX_LENGTH).stripLeading();
    return new Suggestions(store.suggest(TagName.folded(beginning), SUGGESTIONS, caller.userId()));
  }
}
