package dev.parley.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.search.Chat;
import dev.parley.search.SearchClient;
import dev.parley.search.SearchServiceTest;
import dev.parley.testing.Patience;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** An answer is given again exactly as long as it is the right one. */
@SearchServiceTest
class KnownAnswersIntegrationTests {
  private final Chat chat = Chat.onSharedKafka();
  private final String me = "user-" + UUID.randomUUID();
  private final MeterRegistry meters;

  @Autowired
  KnownAnswersIntegrationTests(MeterRegistry meters) {
    this.meters = meters;
  }

  @AfterEach
  void close() {
    chat.close();
  }

  @Test
  void anAnswerIsGivenAgainUntilSomethingIsWrittenWhereOneMayRead(@LocalServerPort int port) {
    SearchClient client = new SearchClient(port);
    UUID conversation = chat.privateConversation(me, "cached");
    UUID elsewhere = chat.privateConversation("somebody-else", "elsewhere");
    UUID first = chat.post(me, conversation, "tapir");
    client.awaitFound(me, "tapir", first);
    awaitHit(client, "tapir");

    UUID foreign = chat.post("somebody-else", elsewhere, "tapir");
    client.awaitFound("somebody-else", "tapir", foreign);
    double before = hits();
    assertThat(client.ids(me, "tapir")).containsExactly(first);
    assertThat(hits()).isGreaterThan(before);

    UUID second = chat.post(me, conversation, "tapir");
    client.awaitFound(me, "tapir", first, second);
  }

  @Test
  void anAnswerIsNotGivenAgainOnceWhatItShowsIsEditedOrDeleted(@LocalServerPort int port) {
    SearchClient client = new SearchClient(port);
    UUID conversation = chat.privateConversation(me, "changed");
    UUID edited = chat.post(me, conversation, "numbat");
    UUID deleted = chat.post(me, conversation, "numbat");
    client.awaitFound(me, "numbat", edited, deleted);
    awaitHit(client, "numbat");

    chat.edit(conversation, edited, "quoll");
    client.awaitFound(me, "numbat", deleted);
    awaitHit(client, "numbat");

    chat.delete(conversation, deleted);
    client.awaitNothing(me, "numbat");
  }

  @Test
  void anAnswerIsNotGivenToWhomItIsNoLongerFor(@LocalServerPort int port) {
    SearchClient client = new SearchClient(port);
    UUID conversation = chat.privateConversation("owner-" + me, "left");
    chat.join(me, conversation);
    UUID message = chat.post("owner-" + me, conversation, "okapi");
    client.awaitFound(me, "okapi", message);
    awaitHit(client, "okapi");

    chat.leave(me, conversation);
    client.awaitNothing(me, "okapi");
    chat.join(me, conversation);
    client.awaitFound(me, "okapi", message);
  }

  @Test
  void howAQueryIsTypedMakesNoOtherAnswer(@LocalServerPort int port) {
    SearchClient client = new SearchClient(port);
    UUID conversation = chat.privateConversation(me, "typed");
    UUID one = chat.post(me, conversation, "one gerenuk walks");
    UUID two = chat.post(me, conversation, "another gerenuk walks");
    client.awaitFound(me, "gerenuk", one, two);

    awaitHit(client, "gerenuk -giraffe or \"gerenuk walks\"");
    double before = hits();
    assertThat(client.ids(me, "  Gerenuk -GIRAFFE  OR \" gerenuk   Walks \""))
        .containsExactlyInAnyOrder(one, two);
    assertThat(hits()).isEqualTo(before + 1);

    String cursor = client.search(me, "GERENUK", "limit=1").required("next_cursor").asText();
    assertThat(client.ids(me, "gerenuk", "limit=1", "after=" + cursor)).hasSize(1);
  }

  @Test
  void aQueryThatSaysSomethingElseIsAnotherOne(@LocalServerPort int port) {
    SearchClient client = new SearchClient(port);
    UUID conversation = chat.privateConversation(me, "said");
    UUID apart = chat.post(me, conversation, "dik dik sort");
    UUID together = chat.post(me, conversation, "dikdik");
    client.awaitFound(me, "dikDik", apart, together);
    awaitHit(client, "dikDik");
    assertThat(client.ids(me, "dikdik")).containsExactly(together);

    awaitHit(client, "sort:\"dik dik\"");
    assertThat(client.search(me, "sort \"dik dik\"").required("warnings")).isEmpty();
  }

  @Test
  void anAnswerIsNotGivenAgainOnceAProjectIsCalledSomethingElse(@LocalServerPort int port) {
    SearchClient client = new SearchClient(port);
    UUID project = UUID.randomUUID();
    UUID conversation = chat.projectConversation(me, "renaming", project);
    chat.joinProject(me, project);
    chat.nameProject(project, "old-" + project);
    UUID message = chat.post(me, conversation, "serval");
    client.awaitFound(me, "serval in:old-" + project, message);
    awaitHit(client, "serval in:old-" + project);
    awaitHit(client, "serval", "facets=project");

    chat.nameProject(project, "new-" + project);
    client.awaitNothing(me, "serval in:old-" + project);
    client.awaitFound(me, "serval in:new-" + project, message);
    assertThat(client.search(me, "serval", "facets=project").at("/facets/project/0/label").asText())
        .isEqualTo("new-" + project);
  }

  @Test
  void aKnownAnswerSaysHowFarTheIndexIsNow(@LocalServerPort int port) {
    SearchClient client = new SearchClient(port);
    UUID conversation = chat.privateConversation(me, "fresh");
    UUID message = chat.post(me, conversation, "quagga");
    client.awaitFound(me, "quagga", message);
    awaitHit(client, "quagga");
    long before = client.search(me, "quagga").required("position").asLong();

    chat.privateConversation("somebody-else", "unrelated");
    Patience.await()
        .untilAsserted(
            () ->
                assertThat(client.search(me, "quagga").required("position").asLong())
                    .isGreaterThan(before));
  }

  private void awaitHit(SearchClient client, String q, String... more) {
    Patience.await()
        .untilAsserted(
            () -> {
              double before = hits();
              client.search(me, q, more);
              assertThat(hits()).isGreaterThan(before);
            });
  }

  private double hits() {
    return meters
        .find("cache.gets")
        .tag("cache", "search")
        .tag("result", "hit")
        .functionCounters()
        .stream()
        .mapToDouble(FunctionCounter::count)
        .sum();
  }
}
