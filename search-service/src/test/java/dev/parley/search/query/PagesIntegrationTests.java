package dev.parley.search.query;

import static dev.parley.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.search.SearchClient;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** From page to page. */
class PagesIntegrationTests extends SearchTest {

  @Test
  void pagesAreStableWhileOthersWrite() {
    UUID conversation = chat.privateConversation(me, "pages");
    List<UUID> all = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      all.add(chat.post(me, conversation, "page " + "filler ".repeat(i % 3) + i));
    }
    client.awaitFound(me, "page 24", all.getLast());

    List<UUID> seen = new ArrayList<>();
    String cursor = null;
    do {
      JsonNode page =
          client.search(
              me, "page", "limit=10&kind=message" + (cursor == null ? "" : "&after=" + cursor));
      assertThat(page.required("total").asInt()).isEqualTo(25);
      seen.addAll(SearchClient.ids(page));
      cursor = page.required("has_next").asBoolean() ? page.required("next_cursor").asText() : null;
      if (cursor != null) {
        UUID late = chat.post(me, conversation, "page late " + seen.size());
        client.awaitFound(me, "\"page late " + seen.size() + "\"", late);
      }
    } while (cursor != null);

    assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void totalsAreCountedUpToAThousandAndPagesGoOn() {
    UUID conversation = chat.privateConversation(me, "many");
    List<UUID> all = new ArrayList<>();
    for (int i = 0; i < 1_101; i++) {
      all.add(chat.post(me, conversation, "everywhere"));
    }
    UUID last = chat.post(me, conversation, "thelast");
    client.awaitFound(me, "thelast", last);
    assertThat(client.search(me, "everywhere").required("total_relation").asText())
        .isEqualTo("gte");

    JsonNode answer = client.search(me, "everywhere");
    assertThat(answer.required("total").asInt()).isEqualTo(1_000);
    assertThat(answer.required("has_next").asBoolean()).isTrue();
    for (String order : List.of("relevance", "newest")) {
      assertThat(walked("everywhere", "limit=100&order=" + order))
          .as(order)
          .doesNotHaveDuplicates()
          .containsExactlyInAnyOrderElementsOf(all);
    }
  }

  private List<UUID> walked(String q, String parameters) {
    List<UUID> seen = new ArrayList<>();
    JsonNode page = client.search(me, q, parameters);
    seen.addAll(SearchClient.ids(page));
    while (page.required("has_next").asBoolean()) {
      page = client.search(me, q, parameters + "&after=" + page.required("next_cursor").asText());
      seen.addAll(SearchClient.ids(page));
    }
    return seen;
  }

  /** Whichever of its characters is another one, it is no cursor of ours. */
  @Test
  void aCursorThatWasTamperedWithIsRefused() {
    UUID conversation = chat.privateConversation(me, "tampering");
    UUID one = chat.post(me, conversation, "ocelot one");
    UUID two = chat.post(me, conversation, "ocelot two");
    client.awaitFound(me, "ocelot", one, two);
    String cursor = client.search(me, "ocelot", "limit=1").required("next_cursor").asText();
    assertThat(client.ids(me, "ocelot", "limit=1", "after=" + cursor)).hasSize(1);

    for (int i = 0; i < cursor.length(); i++) {
      char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
      String tampered = cursor.substring(0, i) + other + cursor.substring(i + 1);
      assertProblem(client.answer(me, "q=ocelot&limit=1&after=" + tampered))
          .hasStatus(400)
          .hasCode("cursor.invalid");
    }
    for (String length :
        List.of(cursor.substring(0, cursor.length() - 4), cursor + "AAAA", cursor + "=")) {
      assertProblem(client.answer(me, "q=ocelot&limit=1&after=" + length))
          .hasStatus(400)
          .hasCode("cursor.invalid");
    }
  }
}
