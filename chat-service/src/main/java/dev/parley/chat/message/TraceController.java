package dev.parley.chat.message;

import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.security.AdminOnly;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * For administrators: the trace of a message, whoever may read it. Says nothing of the message
 * itself but that there is one.
 */
@AdminOnly
@RestController
class TraceController {

  private final MessageStore store;
  private final String traces;

  /**
   * @param traces an address to which a trace's id is added; blank: nobody shows them here
   */
  TraceController(MessageStore store, @Value("${parley.traces-url}") String traces) {
    this.store = store;
    this.traces = traces.strip();
  }

  /** Whether the trace was kept is up to the sampling; logs name it in any case. */
  record MessageTrace(UUID messageId, String traceId, @Nullable String url) {}

  @GetMapping("/api/v1/messages/{id}/trace")
  MessageTrace trace(@PathVariable("id") UUID id) {
    String traceId = TraceParent.text(store.traceId(id).orElseThrow(TraceController::notFound));
    return new MessageTrace(id, traceId, traces.isEmpty() ? null : traces + traceId);
  }

  private static ProblemException notFound() {
    return ProblemException.notFound(
        "message.trace_not_found", "There is no such message, or it was written in no trace.");
  }
}
