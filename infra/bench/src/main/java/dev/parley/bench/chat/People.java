package dev.parley.bench.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Accounts, each with a conversation of its own. */
public final class People {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PASSWORD = "a password for the benchmark";

  private final int port;
  private final int count;
  private final List<String> conversations = new ArrayList<>();
  private List<String> tokens = List.of();

  private People(int port, int count) {
    this.port = port;
    this.count = count;
  }

  public static People with(int count, int port) throws IOException {
    var people = new People(port, count);
    try (var wire = new Wire(port)) {
      for (int i = 0; i < count; i++) {
        created(
            wire,
            "/api/v1/auth/register",
            "",
            "{\"username\":\"person%1$d\",\"email\":\"person%1$d@example.org\",\"password\":\"%2$s\"}"
                .formatted(i, PASSWORD));
      }
      people.signIn();
      for (int i = 0; i < count; i++) {
        people.conversations.add(
            created(wire, "/api/v1/conversations", people.tokens.get(i), "{\"title\":\"posts\"}")
                .required("id")
                .asText());
      }
    }
    return people;
  }

  /** Tokens last ten minutes: before each round anew. */
  public void signIn() throws IOException {
    List<String> fresh = new ArrayList<>();
    try (var wire = new Wire(port)) {
      for (int i = 0; i < count; i++) {
        String login = "{\"username\":\"person%d\",\"password\":\"%s\"}".formatted(i, PASSWORD);
        fresh.add(created(wire, "/api/v1/auth/login", "", login).required("access_token").asText());
      }
    }
    tokens = List.copyOf(fresh);
  }

  private static JsonNode created(Wire wire, String path, String token, String json)
      throws IOException {
    Wire.Answer answer = wire.ask(Wire.request("POST", path, token, json));
    if (answer.status() / 100 != 2) {
      throw new IllegalStateException(path + ": " + answer);
    }
    return JSON.readTree(answer.body());
  }

  public int count() {
    return count;
  }

  public List<String> conversations() {
    return conversations;
  }

  public byte[] post(int person, String content) {
    return Wire.request(
        "POST", path(person), tokens.get(person), "{\"content\":\"" + content + "\"}");
  }

  public byte[] post(int person, UUID id, String content) {
    return Wire.request(
        "POST",
        path(person),
        tokens.get(person),
        "{\"id\":\"" + id + "\",\"content\":\"" + content + "\"}");
  }

  private String path(int person) {
    return "/api/v1/conversations/" + conversations.get(person) + "/messages";
  }
}
