package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.acceptance.Parley.Person;
import dev.parley.testing.Answer;
import dev.parley.testing.Api;
import dev.parley.testing.Patience;
import dev.parley.testing.WsClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Any number of instances is one service to those who use it. */
class TwoInstancesTests {

  @Test
  void whoeverIsConnectedAnywhereHearsTheSameInTheSameOrder() {
    Person ada = Parley.person("ada");
    UUID conversation = ada.createConversation("everywhere");
    List<WsClient> devices = new ArrayList<>();
    try {
      IntStream.range(0, 6).forEach(_ -> devices.add(ada.live()));
      Patience.await()
          .untilAsserted(() -> assertThat(connectionsPerInstance()).doesNotContain(0.0).hasSize(2));

      IntStream.range(0, 20).forEach(i -> ada.post(conversation, "line " + i));

      for (WsClient device : devices) {
        List<Long> seqs =
            device.until(conversation, 20).stream()
                .filter(frame -> frame.path("event").asText().equals("message.posted"))
                .map(frame -> frame.path("seq").asLong())
                .toList();
        assertThat(seqs).isEqualTo(IntStream.rangeClosed(1, 20).mapToObj(i -> (long) i).toList());
      }
    } finally {
      devices.forEach(WsClient::close);
    }
  }

  @Test
  void noReadFailsWhileAnInstanceIsRestartedAndNoneWhenOneCrashes() {
    Person ada = Parley.person("ada");
    UUID conversation = ada.createConversation("steady");
    ada.post(conversation, "still here");
    var readers = new Readers(ada, "/api/v1/conversations/%s/messages".formatted(conversation));

    List<Answer> failed;
    try (readers) {
      readers.start(4);
      Parley.local().restart("chat-service-2");
      readers.awaitMore(50);
      Parley.instance("chat-service-2").kill();
      readers.awaitMore(200);
      failed = readers.failed();
    }

    assertThat(failed).isEmpty();
  }

  @Test
  void signingOutCountsEverywhereWithinFiveSeconds() {
    Person ada = Parley.person("ada");
    List<WsClient> devices = new ArrayList<>();
    try {
      IntStream.range(0, 4).forEach(_ -> devices.add(ada.live()));

      long begin = System.nanoTime();
      ada.api().post("/api/v1/auth/logout", null).assertStatus(204);

      for (WsClient device : devices) {
        assertThat(device.goodbye().code()).isEqualTo(4403);
      }
      Patience.await().until(() -> ada.api().get("/api/v1/me").status() == 401);
      assertThat(System.nanoTime() - begin).isLessThan(5_000_000_000L);
      Parley.api()
          .post("/api/v1/auth/refresh", Map.of("refresh_token", ada.refreshToken()))
          .assertProblem(401, "auth.refresh_token_invalid");
    } finally {
      devices.forEach(WsClient::close);
    }
  }

  private static List<Double> connectionsPerInstance() {
    JsonNode token =
        Parley.api()
            .post(
                "/api/v1/auth/token",
                "application/x-www-form-urlencoded",
                "grant_type=client_credentials&client_id=metrics-service&client_secret="
                    + Parley.local().secret("PARLEY_OPS_SECRET"))
            .json(200);
    return Parley.local().processes("realtime-service").stream()
        .map(process -> Api.atPort(process.port()).as(token.required("access_token").asText()))
        .map(instance -> instance.get("/actuator/prometheus").assertStatus(200).body())
        .map(TwoInstancesTests::connections)
        .toList();
  }

  private static double connections(String exposition) {
    return exposition
        .lines()
        .filter(line -> line.startsWith("websocket_connections_active"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** People who read without a pause. */
  private static final class Readers implements AutoCloseable {

    private final Person person;
    private final String path;
    private final AtomicBoolean reading = new AtomicBoolean(true);
    private final List<Answer> answers = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Readers(Person person, String path) {
      this.person = person;
      this.path = path;
    }

    void start(int count) {
      IntStream.range(0, count).forEach(_ -> threads.execute(this::read));
    }

    private void read() {
      while (reading.get()) {
        answers.add(person.api().get(path));
      }
    }

    void awaitMore(int count) {
      int wanted = answers.size() + count;
      Patience.await().until(() -> answers.size() >= wanted);
    }

    List<Answer> failed() {
      synchronized (answers) {
        return answers.stream().filter(answer -> answer.status() != 200).toList();
      }
    }

    @Override
    public void close() {
      reading.set(false);
      threads.close();
    }
  }
}
