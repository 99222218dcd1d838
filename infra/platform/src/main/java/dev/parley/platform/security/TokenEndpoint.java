package dev.parley.platform.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.BadJwtException;

/** The issuer's OAuth 2.0 token endpoint, at one instance or another. */
final class TokenEndpoint {

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(1);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);
  private static final int INSTANCES_TRIED = 2;

  private final ServiceAddress issuer;
  private final ObjectMapper mapper;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_WITHIN)
          .build();

  TokenEndpoint(ServiceAddress issuer, ObjectMapper mapper) {
    this.issuer = issuer;
    this.mapper = mapper;
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Answer(@JsonProperty("access_token") @Nullable String accessToken) {}

  /**
   * @throws BadJwtException where what was sent is refused
   * @throws IOException where that cannot be told just now
   */
  String accessToken(Map<String, String> form) throws IOException, InterruptedException {
    IOException last = new IOException("no instance of " + issuer.address() + " is known yet");
    for (URI candidate : issuer.candidates().stream().limit(INSTANCES_TRIED).toList()) {
      try {
        return read(http.send(request(candidate, form), BodyHandlers.ofByteArray()));
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
        .timeout(ANSWER_WITHIN)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private String read(HttpResponse<byte[]> answer) throws IOException {
    return switch (answer.statusCode()) {
      case 200 -> {
        String token = mapper.readValue(answer.body(), Answer.class).accessToken();
        if (token == null) {
          throw new IOException("the issuer answered without a token");
        }
        yield token;
      }
      case 400, 401 -> throw new BadJwtException("the issuer refused");
      default -> throw new IOException("the issuer answered " + answer.statusCode());
    };
  }
}
