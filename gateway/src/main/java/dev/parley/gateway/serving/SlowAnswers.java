package dev.parley.gateway.serving;

import dev.parley.gateway.trace.Trace;
import dev.parley.platform.telemetry.SlowOperations;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;

/** Tells the operator what takes long, but for what is meant to stay open. */
@Component
final class SlowAnswers {

  private final SlowOperations slow;

  SlowAnswers(@Value("${parley.telemetry.slow-operation}") double slowSeconds) {
    slow = new SlowOperations(slowSeconds);
  }

  /**
   * @param method as it is counted
   * @param route a name from a closed set
   */
  void tell(Trace trace, String method, String route, ServerHttpResponse answer, long nanos) {
    if (slow.has(nanos) && !staysOpen(answer)) {
      trace.logging(() -> slow.tell(() -> method + ' ' + route, nanos));
    }
  }

  /** It ends when its client goes, and nobody waits for that. */
  static boolean staysOpen(ServerHttpResponse answer) {
    MediaType type = answer.getHeaders().getContentType();
    return HttpStatus.SWITCHING_PROTOCOLS.equals(answer.getStatusCode())
        || (type != null && type.isCompatibleWith(MediaType.TEXT_EVENT_STREAM));
  }
}
