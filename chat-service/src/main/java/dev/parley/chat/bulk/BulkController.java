package dev.parley.chat.bulk;

import dev.parley.chat.bulk.BulkUpdate.Change;
import dev.parley.chat.conversation.TagName;
import dev.parley.chat.conversation.Visibility;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Changes of many conversations at once, over HTTP. */
@RestController
@RequestMapping("/api/v1/conversations")
class BulkController {

  private final BulkUpdate updates;

  BulkController(BulkUpdate updates) {
    this.updates = updates;
  }

  record Request(
      @NotNull(message = "is required")
          @Size(min = 1, max = 100, message = "must have 1 to 100 entries")
          List<@NotNull(message = "must not be null") UUID> ids,
      @Nullable Boolean archived,
      @Nullable Visibility visibility,
      @Size(max = 50, message = "must have at most 50 entries")
          @Nullable List<@NotNull(message = "must not be null") String> addTags,
      @Size(max = 50, message = "must have at most 50 entries")
          @Nullable List<@NotNull(message = "must not be null") String> removeTags) {

    Change change() {
      Set<String> added = names(addTags, "/add_tags/");
      Set<String> removed = names(removeTags, "/remove_tags/");
      if (added.stream().anyMatch(removed::contains)) {
        throw ProblemException.badRequest(
            "request.invalid",
            "A tag is added or removed, not both.",
            new FieldError("/remove_tags", "must not hold what add_tags holds"));
      }
      return new Change(archived, visibility, added, removed);
    }

    private static Set<String> names(@Nullable List<String> given, String pointer) {
      Set<String> names = new LinkedHashSet<>();
      for (int i = 0; given != null && i < given.size(); i++) {
        names.add(TagName.of(given.get(i), pointer + i));
      }
      return names;
    }
  }

  /**
   * What became of one.
   *
   * @param status updated, not_found, forbidden or invalid
   * @param detail why not, for people
   */
  record Result(UUID id, String status, @Nullable String detail) {

    static Result updated(UUID id) {
      return new Result(id, "updated", null);
    }

    static Result notFound(UUID id) {
      return new Result(id, "not_found", "There is no such conversation among those you may read.");
    }

    static Result forbidden(UUID id, String why) {
      return new Result(id, "forbidden", why);
    }

    static Result invalid(UUID id, String why) {
      return new Result(id, "invalid", why);
    }

    boolean isUpdated() {
      return detail == null;
    }
  }

  record Results(List<Result> items) {}

  @PatchMapping
  Results update(@Valid @RequestBody Request request, Caller caller) {
    return new Results(updates.apply(request.ids(), request.change(), caller.userId()));
  }
}
