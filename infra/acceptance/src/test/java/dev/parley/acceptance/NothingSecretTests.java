package dev.parley.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Answer;
import dev.parley.testing.Api;
import dev.parley.testing.KafkaProbe;
import dev.parley.testing.Patience;
import dev.parley.testing.ReceivedRecord;
import dev.parley.testing.ReceivedSpan;
import dev.parley.testing.Trace;
import dev.parley.testing.WsClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

/** Canaries in everything that is somebody's own, and then a look for them where operators look. */
class NothingSecretTests {

  private final String mark = UUID.randomUUID().toString().substring(0, 8);
  private final List<String> canaries = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private final List<Answer> answers = new ArrayList<>();

  @Test
  void isInLogsTracesMetricsOrDeadLetters() throws IOException {
    String password = canary("password");
    String name = "canary" + mark;
    asked(
        Parley.api()
            .post(
                "/api/v1/auth/register",
                Map.of("username", name, "email", name + "@example.org", "password", password)));
    asked(login(name, canary("wrong-password")));
    JsonNode session = asked(login(name, password)).json(200);
    String access = secret(session.required("access_token").asText());
    String refresh = secret(session.required("refresh_token").asText());
    Api ada = Parley.api().as(access);

    secret(
        asked(ada.post("/api/v1/me/tokens", Map.of("name", "a token", "scopes", List.of("read"))))
            .body()
            .replaceFirst("(?s).*(prl_[A-Za-z0-9_-]+).*", "$1"));
    UUID conversation = ada.post("/api/v1/conversations", Map.of("title", said("title"))).id();
    String messages = "/api/v1/conversations/" + conversation + "/messages";
    String text = said("message");
    try (WsClient device = WsClient.join(Parley.ws(), access)) {
      JsonNode message = asked(ada.post(messages, Map.of("content", text))).json(201);
      device.until(conversation, 1);
      asked(
          ada.patch(
              "/api/v1/messages/" + message.path("id").asText(),
              Map.of("content", said("edited"))));
    }
    asked(ada.post(messages, Map.of("content", canary("refused"), "role", "nobody")));
    asked(ada.post(messages, "application/json", "{\"content\": \"" + canary("broken")));
    asked(ada.get("/api/v1/search?q=" + canary("query")));
    asked(Parley.api().as(canary("forged-token")).get("/api/v1/me"));
    tokensInUrls(ada);
    asked(ada.post("/graphql", Map.of("query", "{ " + canary("graphql").replace('-', '_') + " }")));
    Patience.await()
        .until(() -> ada.get("/api/v1/search?q=" + mark).json(200).path("total").asInt() > 0);
    asked(Parley.api().post("/api/v1/auth/refresh", Map.of("refresh_token", refresh)));
    List<ReceivedRecord> letters = deadLetters(conversation, said("dead-letter"));

    assertThat(logs()).isNotEmpty().allSatisfy((file, log) -> assertClean(file, log));
    for (String service : Services.ALL) {
      assertClean(
          "metrics of " + service,
          Parley.figures(Parley.instance(service)).collect(Collectors.joining("\n")));
    }
    answers.forEach(this::assertTraceIsClean);
    assertThat(letters).isNotEmpty().allSatisfy(this::assertNoSecretIn);
  }

  /** Refused by the gateway, and by who stands behind it; nobody is to have kept them. */
  private void tokensInUrls(Api ada) {
    for (Api door : List.of(ada, Parley.api())) {
      refusesATokenIn("/api/v1/events?access_token=", path -> asked(door.get(path)));
      refusesATokenIn("/ws?token=", path -> asked(door.get(path)));
    }
    // which begins no trace of its own
    Api behind = Api.atPort(Parley.instance("realtime-service").port());
    refusesATokenIn("/api/v1/events?access_token=", behind::get);
    refusesATokenIn("/ws?token=", behind::get);
  }

  private void refusesATokenIn(String url, Function<String, Answer> door) {
    door.apply(url + canary("token-in-url")).assertProblem(400, "auth.token_in_url");
  }

  /** An event that nobody can read is left among others that nobody could; all of them. */
  private static List<ReceivedRecord> deadLetters(UUID conversation, String content) {
    String servers = "127.0.0.1:" + Parley.local().processes("kafka").getFirst().port();
    try (KafkaProbe kafka = new KafkaProbe(servers)) {
      kafka.send(unreadable(conversation, content));
      String key = conversation.toString();
      kafka.awaitDeadLetter("chat.events", letter -> key.equals(letter.key()));
      return Stream.of("chat.events.dlt", "chat.accounts.dlt", "ops.alerts.dlt")
          .flatMap(topic -> kafka.readAll(topic).stream())
          .toList();
    }
  }

  private static ProducerRecord<String, byte[]> unreadable(UUID conversation, String content) {
    String body = "{\"id\": [], \"content\": \"%s\"}".formatted(content);
    var record = new ProducerRecord<>("chat.events", conversation.toString(), body.getBytes(UTF_8));
    Map.of(
            "ce_specversion", "1.0",
            "ce_id", UUID.randomUUID().toString(),
            "ce_type", "chat.message.posted.v1",
            "ce_source", "/chat-service",
            "ce_time", "2026-01-31T09:30:00Z",
            "content-type", "application/json")
        .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
    return record;
  }

  /** The body is the event as it was, which may hold what people said, and no secret. */
  private void assertNoSecretIn(ReceivedRecord letter) {
    for (Header header : letter.raw().headers()) {
      assertClean(letter.raw().topic() + ": " + header.key(), new String(header.value(), UTF_8));
    }
    String body = letter.text();
    assertThat(canaries).filteredOn(it -> !words.contains(it)).noneMatch(body::contains);
  }

  private void assertTraceIsClean(Answer answer) {
    String id = answer.header("X-Request-Id");
    Parley.TRACES.awaitTrace(id, Patience.BOUND, trace -> assertThat(isWhole(trace)).isTrue());
    assertClean("trace " + id, Parley.TRACES.trace(id).toString());
  }

  /** Whoever was asked by the gateway, and has read of it in Kafka, has told its own part. */
  private static boolean isWhole(Trace trace) {
    return trace.of("gateway").stream().anyMatch(span -> span.kind() == ReceivedSpan.Kind.SERVER)
        && trace.spans().stream()
            .filter(NothingSecretTests::isHeardElsewhere)
            .allMatch(span -> trace.spans().stream().anyMatch(span::isParentElsewhere));
  }

  private static boolean isHeardElsewhere(ReceivedSpan span) {
    return switch (span.kind()) {
      case CLIENT -> span.attributes().containsKey("http.request.method");
      case PRODUCER -> "chat.events".equals(span.attributes().get("messaging.destination.name"));
      case SERVER, CONSUMER, INTERNAL -> false;
    };
  }

  private static Answer login(String name, String password) {
    return Parley.api().post("/api/v1/auth/login", Map.of("username", name, "password", password));
  }

  private Answer asked(Answer answer) {
    answers.add(answer);
    return answer;
  }

  private String canary(String of) {
    return secret("canary-%s-%s".formatted(of, mark));
  }

  /** What people say: it is in events, whose part it is, and nowhere else. */
  private String said(String of) {
    String word = canary(of);
    words.add(word);
    return word;
  }

  private String secret(String value) {
    canaries.add(value);
    canaries.add(value.replace('-', '_'));
    return value;
  }

  private void assertClean(String where, String text) {
    for (String canary : canaries) {
      int at = text.indexOf(canary);
      assertThat(at < 0 ? "" : text.substring(Math.max(0, at - 200), at)).as(where).isEmpty();
    }
  }

  private static Map<String, String> logs() throws IOException {
    try (Stream<Path> files = Files.list(Parley.local().logs())) {
      return files
          .filter(file -> file.toString().endsWith(".log"))
          .collect(Collectors.toMap(Path::toString, NothingSecretTests::read));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
