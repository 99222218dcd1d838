package dev.parley.chat.conversation;

import dev.parley.chat.conversation.ReadMarkers.Marker;
import dev.parley.platform.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Marks conversations as read, one or many. */
@RestController
@RequestMapping("/api/v1/conversations")
class ReadController {

  private final ReadMarkers markers;

  ReadController(ReadMarkers markers) {
    this.markers = markers;
  }

  record Read(
      @NotNull(message = "is required") @Min(value = 0, message = "must not be negative")
          Long seq) {}

  /**
   * @param seq {@code null}: all of it
   */
  record ReadOne(
      @NotNull(message = "is required") UUID conversationId,
      @Min(value = 0, message = "must not be negative") @Nullable Long seq) {}

  record ReadMany(
      @NotNull(message = "is required")
          @Size(min = 1, max = 100, message = "must have 1 to 100 entries")
          List<@NotNull(message = "must not be null") @Valid ReadOne> items) {

    Map<UUID, Long> seqs() {
      return items.stream()
          .collect(
              Collectors.toMap(
                  ReadOne::conversationId,
                  item -> item.seq() == null ? Long.MAX_VALUE : item.seq(),
                  Math::max));
    }
  }

  record Markers(List<Marker> items) {}

  @PostMapping("/{id}/read")
  Marker read(@PathVariable("id") UUID id, @Valid @RequestBody Read request, Caller caller) {
    return markers.advance(caller.userId(), Map.of(id, request.seq())).stream()
        .findFirst()
        .orElseThrow(Conversations::notFound);
  }

  @PostMapping("/read")
  Markers readMany(@Valid @RequestBody ReadMany request, Caller caller) {
    return new Markers(markers.advance(caller.userId(), request.seqs()));
  }
}
