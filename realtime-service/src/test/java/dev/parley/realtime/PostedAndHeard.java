package dev.parley.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.TestToken;
import dev.parley.testing.TestTokens;
import dev.parley.testing.Wanderer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** A conversation in which somebody posts, and what is heard of that. */
final class PostedAndHeard implements Wanderer.Place {

  private final UUID room = UUID.randomUUID();
  private final TestToken who = TestTokens.userToken("wanderer-" + room);
  private final Installation installation;
  private final List<Long> heard = new ArrayList<>();
  private long posted;

  PostedAndHeard(Installation installation) {
    this.installation = installation;
    installation.addMember(room, who.userId());
  }

  @Override
  public UUID conversation() {
    return room;
  }

  @Override
  public String token() {
    return who.value();
  }

  @Override
  public void something(Random random) {
    int messages = 1 + random.nextInt(4);
    for (int i = 0; i < messages; i++) {
      last();
    }
  }

  @Override
  public synchronized void last() {
    installation.post(room, ++posted);
  }

  @Override
  public synchronized void hear(JsonNode event) {
    if (event.path("event").asText().equals("message.posted")) {
      heard.add(event.path("seq").asLong());
    }
  }

  @Override
  public synchronized boolean isComplete() {
    return !heard.isEmpty() && heard.getLast() == posted;
  }

  synchronized List<Long> heard() {
    return List.copyOf(heard);
  }

  synchronized long posted() {
    return posted;
  }
}
