package dev.parley.search.owner;

import dev.parley.platform.event.EventMapper;
import dev.parley.platform.http.WholeAnswers;
import dev.parley.platform.security.ServiceAddress;
import dev.parley.platform.security.ServiceToken;
import dev.parley.search.indexing.Retold;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.client.discovery.DiscoveryClient;

/** What chat-service says of conversations, asked on this service's own behalf. */
final class Owner {
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(1);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(40);
  private static final int LARGEST_ANSWER = 64 << 20;

  private final OwnerSettings settings;
  private final ObjectProvider<DiscoveryClient> discovery;
  private final ServiceToken token;
  private final EventMapper events;
  private final WholeAnswers answers = new WholeAnswers(CONNECT_WITHIN, LARGEST_ANSWER);

  Owner(
      OwnerSettings settings,
      ObjectProvider<DiscoveryClient> discovery,
      ServiceToken token,
      EventMapper events) {
    this.settings = settings;
    this.discovery = discovery;
    this.token = token;
    this.events = events;
  }

  private record Sums(List<Sum> conversations) {}

  /** The next ones by their ids; none: there are no more. */
  List<Sum> after(UUID id) throws IOException, InterruptedException {
    return read(get("", "?after=" + id), Sums.class).conversations();
  }

  Optional<Sum> of(UUID id) throws IOException, InterruptedException {
    return read(get("/" + id + "/sum", ""), Sums.class).conversations().stream().findFirst();
  }

  /** Empty: there is no such conversation. */
  Optional<Retold> retell(UUID id, long after) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = get("/" + id, "?after=" + after);
    return answer.statusCode() == 404 ? Optional.empty() : Optional.of(read(answer, Retold.class));
  }

  private <T> T read(HttpResponse<byte[]> answer, Class<T> type) throws IOException {
    if (answer.statusCode() != 200) {
      throw new IOException("the owner answered " + answer.statusCode());
    }
    return events.read(answer.body(), type);
  }

  private HttpResponse<byte[]> get(String path, String query)
      throws IOException, InterruptedException {
    URI service = settings.url().resolve("/internal/retelling" + path);
    IOException last = new IOException("no instance of " + settings.url() + " is known");
    for (URI instance : new ServiceAddress(service, discovery).candidates()) {
      try {
        return ask(URI.create(instance + query));
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  private HttpResponse<byte[]> ask(URI address) throws IOException, InterruptedException {
    String bearer =
        token
            .current()
            .orElseThrow(() -> new IOException("there is no service token to be had just now"));
    HttpRequest request =
        HttpRequest.newBuilder(address).header("Authorization", "Bearer " + bearer).build();
    HttpResponse<byte[]> answer = answers.to(request, ANSWER_WITHIN);
    if (answer.statusCode() == 401) {
      token.refused(bearer);
    }
    return answer;
  }
}
