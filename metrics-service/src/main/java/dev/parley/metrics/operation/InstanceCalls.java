package dev.parley.metrics.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.metrics.scrape.Addresses.Address;
import dev.parley.platform.http.WholeAnswers;
import dev.parley.platform.security.ServiceToken;
import dev.parley.platform.trace.Spans;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** Asks one instance's actuator, as the service that we are, within a bound of time and bytes. */
@Component
class InstanceCalls {

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(1);
  private static final int LARGEST_ANSWER = 4 << 20;

  sealed interface Said {
    record Json(JsonNode body) implements Said {}

    /** It knows nothing of the kind. */
    record NotThere() implements Said {}

    record Failure(String why) implements Said {}
  }

  private final ServiceToken token;
  private final ObjectMapper json;
  private final WholeAnswers answers;

  InstanceCalls(ServiceToken token, ObjectMapper json, Spans spans) {
    this.token = token;
    this.json = json;
    this.answers = new WholeAnswers(CONNECT_WITHIN, LARGEST_ANSWER, spans);
  }

  Said get(Address at, Duration within, String... path) throws InterruptedException {
    return ask(at, "GET", null, within, path);
  }

  Said delete(Address at, Duration within, String... path) throws InterruptedException {
    return ask(at, "DELETE", null, within, path);
  }

  Said post(Address at, Map<String, String> body, Duration within, String... path)
      throws InterruptedException {
    return ask(at, "POST", body, within, path);
  }

  private Said ask(
      Address at,
      String method,
      @Nullable Map<String, String> body,
      Duration within,
      String... path)
      throws InterruptedException {
    Optional<String> bearer = token.current();
    if (bearer.isEmpty()) {
      return new Said.Failure("there is no service token to be had");
    }
    var request =
        HttpRequest.newBuilder(address(at, path))
            .header("Authorization", "Bearer " + bearer.get())
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(written(body)))
            .build();
    try {
      return read(answers.to(request, within), bearer.get());
    } catch (HttpTimeoutException _) {
      return new Said.Failure("no answer within %d s".formatted(within.toSeconds()));
    } catch (IOException _) {
      return new Said.Failure("it cannot be reached");
    }
  }

  private Said read(HttpResponse<byte[]> answer, String bearer) {
    // neither the thing, nor a way to do that to it
    if (answer.statusCode() == 404 || answer.statusCode() == 405) {
      return new Said.NotThere();
    }
    if (answer.statusCode() == 401) {
      token.refused(bearer);
    }
    try {
      JsonNode body = json.readTree(new String(answer.body(), UTF_8));
      if (answer.statusCode() / 100 == 2) {
        return new Said.Json(body == null ? json.nullNode() : body);
      }
      String detail = body == null ? "" : body.path("detail").asText();
      return new Said.Failure(
          "it answers %d%s".formatted(answer.statusCode(), detail.isEmpty() ? "" : ": " + detail));
    } catch (JsonProcessingException _) {
      return new Said.Failure("it answers %d, but no JSON".formatted(answer.statusCode()));
    }
  }

  private static URI address(Address at, String... path) {
    var text = new StringBuilder("/actuator");
    for (String part : path) {
      text.append('/').append(UriUtils.encodePathSegment(part, UTF_8));
    }
    return at.base().resolve(text.toString());
  }

  private String written(Map<String, String> body) {
    try {
      return json.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
