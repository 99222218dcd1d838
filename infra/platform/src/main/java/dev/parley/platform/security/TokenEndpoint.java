package dev.parley.platform.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.http.WholeAnswers;
import dev.parley.platform.trace.Spans;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.BadJwtException;

/** The issuer's OAuth 2.0 token endpoint, at one instance or another. */
final class TokenEndpoint {

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(1);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);
  private static final int LARGEST_ANSWER = 64 << 10;
  private static final int INSTANCES_TRIED = 2;

  private final ServiceAddress issuer;
  private final ObjectMapper mapper;
  private final WholeAnswers answers;

  TokenEndpoint(ServiceAddress issuer, ObjectMapper mapper, Spans spans) {
    this.issuer = issuer;
    this.mapper = mapper;
    this.answers = new WholeAnswers(CONNECT_WITHIN, LARGEST_ANSWER, spans);
  }

  /**
   * @param expiresIn seconds; 0 where the issuer does not say, who need not (RFC 6749, 5.1)
   */
  record Answer(String accessToken, long expiresIn) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Body(
      @JsonProperty("access_token") @Nullable String accessToken,
      @JsonProperty("expires_in") @Nullable Long expiresIn) {}

  /**
   * @throws BadJwtException where what was sent is refused
   * @throws IOException where that cannot be told just now
   */
  Answer ask(Map<String, String> form) throws IOException, InterruptedException {
    IOException last = new IOException("no instance of " + issuer.address() + " is known yet");
    for (URI candidate : issuer.candidates().stream().limit(INSTANCES_TRIED).toList()) {
      try {
        return read(answers.to(request(candidate, form), ANSWER_WITHIN));
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  private static HttpRequest request(URI issuer, Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return HttpRequest.newBuilder(issuer)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Accept", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private Answer read(HttpResponse<byte[]> answer) throws IOException {
    return switch (answer.statusCode()) {
      case 200 -> {
        @Nullable Body body = mapper.readValue(answer.body(), Body.class);
        if (body == null) {
          throw new IOException("the issuer answered nothing");
        }
        yield new Answer(
            usable(body.accessToken()), Objects.requireNonNullElse(body.expiresIn(), 0L));
      }
      case 400, 401 -> throw new BadJwtException("the issuer refused");
      default -> throw new IOException("the issuer answered " + answer.statusCode());
    };
  }

  /** It will stand in a header. */
  private static String usable(@Nullable String token) throws IOException {
    if (token == null || token.isEmpty() || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IOException("the issuer answered without a usable token");
    }
    return token;
  }
}
