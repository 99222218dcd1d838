package dev.parley.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.launch.LocalParley;
import dev.parley.local.launch.LocalParley.LocalProcess;
import dev.parley.testing.Api;
import dev.parley.testing.EventStreamClient;
import dev.parley.testing.OtlpReceiver;
import dev.parley.testing.WsClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * One installation for all tests of this module, as the launcher starts it, with two instances of
 * the services that people talk to. It is left as it ended under {@code target}, logs and all.
 */
final class Parley {

  static final OtlpReceiver TRACES = OtlpReceiver.shared();

  /** Of {@code infra/deploy/beside.sh}: one service of an earlier revision. */
  private static final String EARLIER = System.getenv().getOrDefault("PARLEY_JARS", "");

  private static final String PASSWORD = "a long and boring password";
  private static final LocalParley LOCAL = start();

  private Parley() {}

  private static LocalParley start() {
    Path root = root();
    Path home = root.resolve("infra/acceptance/target/parley-" + ProcessHandle.current().pid());
    return LocalParley.start(
        root,
        home,
        Map.of(
            "PARLEY_SCALE",
            "chat-service=2,realtime-service=2",
            // all of these people come from one address
            "RATE_LIMIT_ENABLED",
            "false",
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            TRACES.endpoint(),
            "OTEL_TRACES_SAMPLER_ARG",
            "1.0",
            "PARLEY_JARS",
            EARLIER));
  }

  /** Maven runs a module's tests in the module's folder. */
  private static Path root() {
    return Path.of("../..").toAbsolutePath().normalize();
  }

  static boolean isOfOneRevision() {
    return EARLIER.isEmpty();
  }

  static LocalParley local() {
    return LOCAL;
  }

  /**
   * One instance of a service; the first has the service's name, the second {@code -2} after it.
   */
  static LocalProcess instance(String name) {
    return LOCAL.processes(name.replaceFirst("-\\d+$", "")).stream()
        .filter(process -> process.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static Api api() {
    return Api.at(LOCAL.url().toString());
  }

  static URI events() {
    return URI.create(LOCAL.url() + "/api/v1/events");
  }

  static URI ws() {
    return URI.create(LOCAL.url().toString().replaceFirst("^http", "ws") + "/ws");
  }

  /** Where sockets are opened at each instance, past the gateway. */
  static List<URI> sockets() {
    return LOCAL.processes("realtime-service").stream()
        .map(instance -> URI.create("ws://127.0.0.1:" + instance.port() + "/ws"))
        .toList();
  }

  /** What an instance counts of itself, line by line. */
  static Stream<String> figures(LocalProcess instance) {
    return operator(instance).get("/actuator/prometheus").assertStatus(200).body().lines();
  }

  /**
   * An instance itself, as operators ask it. Discovery wants a login: whoever issues tokens has to
   * be found there first.
   */
  static Api operator(LocalProcess instance) {
    Api at = Api.atPort(instance.port());
    if (instance.name().startsWith("discovery")) {
      String login = "parley:" + LOCAL.secret("DISCOVERY_PASSWORD");
      return at.with(
          "Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8)));
    }
    String form =
        "grant_type=client_credentials&client_id=metrics-service&client_secret="
            + LOCAL.secret("PARLEY_OPS_SECRET");
    JsonNode token =
        api().post("/api/v1/auth/token", "application/x-www-form-urlencoded", form).json(200);
    return at.as(token.required("access_token").asText());
  }

  /** The figure of one of those lines. */
  static double figure(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }

  static Person admin() {
    return signIn("admin", LOCAL.secret("PARLEY_ADMIN_PASSWORD"));
  }

  /** Somebody new, who has registered and signed in; names are only used once. */
  static Person person(String name) {
    String unique = name + ThreadLocalRandom.current().nextInt(1_000_000_000);
    api()
        .post(
            "/api/v1/auth/register",
            Map.of(
                "username", unique,
                "email", unique + "@example.org",
                "password", PASSWORD,
                "display_name", name))
        .assertStatus(201);
    return signIn(unique, PASSWORD);
  }

  private static Person signIn(String name, String password) {
    JsonNode answer =
        api().post("/api/v1/auth/login", Map.of("username", name, "password", password)).json(200);
    return new Person(
        UUID.fromString(answer.at("/user/id").asText()),
        answer.required("access_token").asText(),
        answer.required("refresh_token").asText());
  }

  /** Someone who is signed in. */
  record Person(UUID id, String token, String refreshToken) {

    Api api() {
      return Parley.api().as(token);
    }

    WsClient live() {
      return WsClient.join(ws(), token);
    }

    /** The same by server-sent events. */
    EventStreamClient stream(String... headers) {
      return EventStreamClient.open(
          events(),
          Stream.concat(Stream.of("Authorization", "Bearer " + token), Stream.of(headers))
              .toArray(String[]::new));
    }

    UUID createConversation(String title) {
      return api().post("/api/v1/conversations", Map.of("title", title)).id();
    }

    void invite(UUID conversation, Person other) {
      api()
          .put("/api/v1/conversations/%s/members/%s".formatted(conversation, other.id), null)
          .assertStatus(200);
    }

    JsonNode post(UUID conversation, String content) {
      return api()
          .post(
              "/api/v1/conversations/%s/messages".formatted(conversation),
              Map.of("content", content))
          .json(201);
    }

    void read(UUID conversation, long seq) {
      api()
          .post("/api/v1/conversations/%s/read".formatted(conversation), Map.of("seq", seq))
          .assertStatus(200);
    }

    JsonNode search(String words) {
      return api().get("/api/v1/search?q=" + words).json(200);
    }
  }
}
