package dev.parley.bench.realtime;

import static java.net.http.HttpResponse.BodyHandlers.discarding;

import dev.parley.bench.chat.ChatInstallation;
import dev.parley.bench.chat.Client;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** A conversation of people with accounts, where the first of them posts. */
final class PostedRoom {

  /** Fewer than an instance lets one person have. */
  private static final int SOCKETS_EACH = 40;

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final List<Client> people;
  private final URI messages;

  private PostedRoom(List<Client> people, URI messages) {
    this.people = people;
    this.messages = messages;
  }

  /**
   * @param name of the conversation, and what names begin with
   * @param port where it is posted to
   */
  static PostedRoom of(ChatInstallation chat, String name, int listeners, int port)
      throws IOException {
    List<Client> people = new ArrayList<>();
    for (int i = 0; i * SOCKETS_EACH < listeners; i++) {
      people.add(Client.signUp(chat.url("").toString(), name + i));
    }
    Client owner = people.getFirst();
    String conversation =
        "/api/v1/conversations/"
            + owner.post("/api/v1/conversations", Map.of("title", name)).required("id").asText();
    for (Client other : people.subList(1, people.size())) {
      owner.put(conversation + "/members/" + other.userId());
    }
    return new PostedRoom(
        people, URI.create("http://127.0.0.1:" + port + conversation + "/messages"));
  }

  String token(int number) {
    return people.get(number % people.size()).token();
  }

  /** Does not wait for answers; a refusal shows at the next word. */
  Speaker speaker() {
    var refused = new AtomicReference<String>();
    return text -> {
      if (refused.get() != null) {
        throw new IOException("a post came back as " + refused.get());
      }
      HttpRequest post =
          HttpRequest.newBuilder(messages)
              .header("Authorization", "Bearer " + token(0))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString("{\"content\":\"" + text + "\"}"))
              .build();
      var _ =
          HTTP.sendAsync(post, discarding())
              .whenComplete(
                  (answer, trouble) -> {
                    if (answer == null || answer.statusCode() != 201) {
                      refused.set(
                          answer == null ? trouble.toString() : "status " + answer.statusCode());
                    }
                  });
    };
  }
}
