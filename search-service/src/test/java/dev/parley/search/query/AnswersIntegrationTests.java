package dev.parley.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.search.SearchClient;
import dev.parley.testing.Patience;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How what was found is shown. */
class AnswersIntegrationTests extends SearchTest {

  @Test
  void answersInTheAgreedShape() {
    UUID conversation = chat.privateConversation(me, "Shapes and forms");
    UUID message = chat.post(me, conversation, "a dodecahedron");
    JsonNode item = awaitItem("dodecahedron");

    assertThat(item.required("kind").asText()).isEqualTo("message");
    assertThat(item.required("id").asText()).isEqualTo(message.toString());
    assertThat(item.required("conversation_id").asText()).isEqualTo(conversation.toString());
    assertThat(item.required("seq").asInt()).isEqualTo(1);
    assertThat(item.required("title").asText()).isEqualTo("Shapes and forms");
    assertThat(item.at("/author/username").asText()).isEqualTo(me);
    assertThat(item.at("/author/display_name").asText()).isEqualTo(me + " the Great");
    assertThat(item.required("created_at").asText()).endsWith("Z").hasSize(24);
    assertThat(item.required("score").asDouble()).isBetween(0.0001, 1.0);

    JsonNode answer = client.search(me, "forms");
    assertThat(answer.required("total").asInt()).isEqualTo(1);
    assertThat(answer.required("total_relation").asText()).isEqualTo("eq");
    assertThat(answer.required("has_next").asBoolean()).isFalse();
    assertThat(answer.required("next_cursor").isNull()).isTrue();
    assertThat(answer.required("warnings")).isEmpty();
    assertThat(answer.at("/items/0/kind").asText()).isEqualTo("conversation");
    assertThat(answer.at("/items/0/author").isNull()).isTrue();
  }

  @Test
  void highlightsByUtf16OffsetsInPlainText() {
    UUID conversation = chat.privateConversation(me, "emoji");
    chat.post(me, conversation, "😀 <b>Zebra</b> & 🦓🦓 zebras, no giraffe");
    client.awaitFound(me, "emoji", conversation);
    JsonNode item = awaitItem("zebra");

    String snippet = item.required("snippet").asText();
    assertThat(snippet).isEqualTo("😀 <b>Zebra</b> & 🦓🦓 zebras, no giraffe");
    List<String> marked = new ArrayList<>();
    item.required("highlights")
        .forEach(
            h ->
                marked.add(
                    snippet.substring(h.required("start").asInt(), h.required("end").asInt())));
    assertThat(marked).containsExactly("Zebra", "zebras");
    assertThat(item.at("/highlights/0/start").asInt()).isEqualTo(6);
  }

  @Test
  void marksWhatMatchedInHtmlThatHoldsNothingElse() {
    UUID conversation = chat.privateConversation(me, "html");
    chat.post(me, conversation, "<script>alert('okapi')</script> & \"okapis\"");
    JsonNode item = awaitItem("okapi");

    assertThat(item.required("marked").asText())
        .isEqualTo(
            "&lt;script&gt;alert(&#39;<mark>okapi</mark>&#39;)&lt;/script&gt; &amp;"
                + " &quot;<mark>okapis</mark>&quot;");
  }

  @Test
  void aTitleComesBeforeMessages() {
    UUID conversation = chat.privateConversation(me, "Migration");
    UUID message = chat.post(me, conversation, "the migration is done");
    client.awaitFound(me, "migration", conversation, message);

    assertThat(client.ids(me, "migration")).containsExactly(conversation, message);
  }

  @Test
  void ordersByTime() {
    UUID conversation = chat.privateConversation(me, "times");
    UUID strong = chat.post(me, conversation, "ibex ibex ibex");
    UUID weak = chat.post(me, conversation, "ibex among many other words that are not looked for");
    client.awaitFound(me, "ibex", strong, weak);

    assertThat(client.ids(me, "ibex")).containsExactly(strong, weak);
    assertThat(client.ids(me, "ibex", "order=newest")).containsExactly(weak, strong);
    assertThat(client.search(me, "ibex", "order=newest").at("/items/0/score").isNull()).isTrue();
  }

  @Test
  void readsWhatWasJustWritten() {
    UUID conversation = chat.privateConversation(me, "own writes");
    UUID message = chat.post(me, conversation, "axolotl");

    // the event may take longer than anybody waits for it; then that is said
    String wanted = "min_position=" + conversation + ":1";
    JsonNode answer =
        Patience.await()
            .until(
                () -> client.search(me, "axolotl", wanted),
                it -> !it.at("/warnings/0/code").asText().equals("index.behind"));
    assertThat(answer.required("warnings")).isEmpty();
    assertThat(SearchClient.ids(answer)).containsExactly(message);

    long position = client.search(me, "axolotl").required("position").asLong();
    assertThat(client.search(me, "axolotl", "min_position=" + position).required("warnings"))
        .isEmpty();
    assertThat(client.search(me, "axolotl", wanted).required("warnings")).isEmpty();
    assertThat(
            client
                .search(me, "axolotl", "min_position=" + (position + 1_000_000))
                .at("/warnings/0/code")
                .asText())
        .isEqualTo("index.behind");
  }

  /** Not even whether it is there: it is as if nothing had been written yet. */
  @Test
  void nobodyLearnsHowFarAConversationIsThatIsNoneOfTheirs() {
    UUID conversation = chat.privateConversation(me, "not theirs");
    UUID message = chat.post(me, conversation, "aardwolf");
    client.awaitFound(me, "aardwolf", message);
    String wanted = "min_position=" + conversation + ":1";
    assertThat(client.search(me, "aardwolf", wanted).required("warnings")).isEmpty();

    JsonNode answer = client.search("stranger-to-" + me, "aardwolf", wanted);
    assertThat(answer.at("/warnings/0/code").asText()).isEqualTo("index.behind");
    assertThat(SearchClient.ids(answer)).isEmpty();
  }
}
