package dev.parley.bench.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** Somebody with an account, to set the scene of a measurement. */
public record Client(HttpClient http, String base, String token, String userId) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PASSWORD = "correct horse battery staple";

  public static Client signUp(String base, String name) throws IOException {
    var nobody = new Client(HttpClient.newHttpClient(), base, "", "");
    nobody.post(
        "/api/v1/auth/register",
        Map.of("username", name, "email", name + "@example.org", "password", PASSWORD));
    return signIn(nobody, name);
  }

  private static Client signIn(Client nobody, String name) throws IOException {
    JsonNode signedIn =
        nobody.post("/api/v1/auth/login", Map.of("username", name, "password", PASSWORD));
    return new Client(
        nobody.http,
        nobody.base,
        signedIn.required("access_token").asText(),
        signedIn.at("/user/id").asText());
  }

  public JsonNode get(String path) throws IOException {
    return JSON.readTree(send(request(path).GET()).body());
  }

  public HttpResponse<String> answer(String path) throws IOException {
    return send(request(path).GET());
  }

  public JsonNode post(String path, Object body) throws IOException {
    return JSON.readTree(
        send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))))
            .body());
  }

  public void put(String path) throws IOException {
    var _ = send(request(path).PUT(BodyPublishers.noBody()));
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(URI.create(base + path));
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IllegalStateException(answer.uri() + ": " + answer.body());
      }
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
