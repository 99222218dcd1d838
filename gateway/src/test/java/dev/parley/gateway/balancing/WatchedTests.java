package dev.parley.gateway.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.parley.testing.Patience;
import dev.parley.testing.TinyServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an instance says of itself, and what it does not. */
class WatchedTests {

  private static final int NOTHING = 0;

  private volatile int answer = 200;

  private final TinyServer server = new TinyServer(this::answer);
  private final Service service = new Service("chat-service");
  private final Watched quick = watched(Duration.ofMillis(200));
  private final Watched patient = watched(Duration.ofSeconds(20));

  private Watched watched(Duration timeout) {
    return new Watched(
        service, new Probe(new InstanceSettings("/readyz", Duration.ofHours(1), timeout)));
  }

  private void answer(HttpExchange exchange) throws IOException {
    int status = answer;
    if (status != NOTHING) {
      TinyServer.answer(exchange, status, "");
    }
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void whoSaysNoGetsNothingMoreToDo() {
    assertThat(readyAfter(patient, 200)).hasSize(1);
    assertThat(readyAfter(patient, 503)).isEmpty();
    assertThat(readyAfter(patient, 200)).hasSize(1);
  }

  @Test
  void whoCannotBeReachedGetsNothingMoreToDo() {
    assertThat(readyAfter(patient, 200)).hasSize(1);
    server.close();
    assertThat(readyAfter(patient, NOTHING)).isEmpty();
  }

  /** A pause, of theirs or of ours, is over by the next time. */
  @Test
  void whoSaysNothingOnceIsTakenAtTheirLastWord() {
    // it may be too quick for a server that has just started
    Patience.await().until(() -> !readyAfter(quick, 200).isEmpty());
    assertThat(readyAfter(quick, NOTHING)).hasSize(1);
    assertThat(readyAfter(quick, NOTHING)).isEmpty();
  }

  @Test
  void whoHasNeverSaidAnythingGetsNothingToDo() {
    assertThat(readyAfter(quick, NOTHING)).isEmpty();
  }

  private List<Instance> readyAfter(Watched watched, int answer) {
    this.answer = answer;
    watched.look(List.of(server.url().toString())).block();
    return service.ready();
  }
}
