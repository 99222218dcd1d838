package dev.parley.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.search.Chat;
import dev.parley.search.SearchClient;
import dev.parley.search.SearchServiceTest;
import dev.parley.testing.Patience;
import dev.parley.testing.TestTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is found, and how it is shown. Each test speaks for a user that nobody else is. */
@SearchServiceTest
class SearchIntegrationTests {
  private final Chat chat = Chat.onSharedKafka();
  private final String me = "user-" + UUID.randomUUID();
  private SearchClient client = new SearchClient(0);

  @BeforeEach
  void connect(@LocalServerPort int port) {
    client = new SearchClient(port);
  }

  @AfterEach
  void close() {
    chat.close();
  }

  @Test
  void understandsWordsPhrasesOrAndMinus() {
    UUID conversation = chat.privateConversation(me, "animals");
    UUID brown = chat.post(me, conversation, "The quick brown fox jumps");
    UUID quick = chat.post(me, conversation, "A brown and quick fox sleeps");
    UUID dogs = chat.post(me, conversation, "Dogs are lazy");
    client.awaitFound(me, "lazy", dogs);

    assertThat(client.ids(me, "fox quick")).containsExactlyInAnyOrder(brown, quick);
    assertThat(client.ids(me, "\"quick brown\"")).containsExactly(brown);
    assertThat(client.ids(me, "jumps or lazy")).containsExactlyInAnyOrder(brown, dogs);
    assertThat(client.ids(me, "fox -sleeps")).containsExactly(brown);
    assertThat(client.ids(me, "-fox", "conversation_id=" + conversation, "kind=message"))
        .containsExactly(dogs);
    assertThat(client.ids(me, "-\"quick brown\" fox")).containsExactly(quick);
  }

  @Test
  void knowsEnglishEndingsAndKeepsSmallWordsAndOtherLanguages() {
    UUID conversation = chat.privateConversation(me, "words");
    UUID running = chat.post(me, conversation, "We were RUNNING late");
    UUID hamlet = chat.post(me, conversation, "to be or not to be");
    UUID german = chat.post(me, conversation, "Die Häuser der Straße");
    UUID code = chat.post(me, conversation, "Map<String, List<Widget>> broken");
    client.awaitFound(me, "widget", code);

    assertThat(client.ids(me, "runs")).containsExactly(running);
    assertThat(client.ids(me, "\"to be or not to be\"")).containsExactly(hamlet);
    assertThat(client.ids(me, "häuser straße")).containsExactly(german);
    assertThat(client.ids(me, "Map<String>")).containsExactly(code);
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
  void aTitleComesBeforeMessages() {
    UUID conversation = chat.privateConversation(me, "Migration");
    UUID message = chat.post(me, conversation, "the migration is done");
    client.awaitFound(me, "migration", conversation, message);

    assertThat(client.ids(me, "migration")).containsExactly(conversation, message);
  }

  @Test
  void filtersNarrowDown() {
    UUID project = UUID.randomUUID();
    UUID mine = chat.privateConversation(me, "one");
    UUID ours = chat.projectConversation(me, "gazebo", project);
    UUID a = chat.post(me, mine, "budget");
    UUID b = chat.post("zoe", ours, "budget");
    UUID c = robot(ours, "budget");
    client.awaitFound(me, "budget", a, b, c);

    assertThat(client.ids(me, "budget", "conversation_id=" + mine)).containsExactly(a);
    assertThat(client.ids(me, "budget", "project_id=" + project)).containsExactlyInAnyOrder(b, c);
    assertThat(client.ids(me, "gazebo", "project_id=" + project)).containsExactly(ours);
    assertThat(client.ids(me, "budget", "role=assistant")).containsExactly(c);
    assertThat(client.ids(me, "budget", "author_id=" + TestTokens.userId("zoe")))
        .containsExactlyInAnyOrder(b, c);
    assertThat(client.ids(me, "budget", "to=2020-01-01")).isEmpty();
    assertThat(client.ids(me, "budget", "from=2020-01-01T00:00:00%2B02:00")).hasSize(3);
    assertThat(client.ids(me, "gazebo", "kind=message")).isEmpty();
    assertThat(client.ids(me, "gazebo", "kind=conversation")).containsExactly(ours);
  }

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
  void totalsAreCountedUpToAThousand() {
    UUID conversation = chat.privateConversation(me, "many");
    for (int i = 0; i < 1_001; i++) {
      chat.post(me, conversation, "everywhere");
    }
    Patience.await()
        .untilAsserted(
            () ->
                assertThat(client.search(me, "everywhere").required("total_relation").asText())
                    .isEqualTo("gte"));

    JsonNode answer = client.search(me, "everywhere");
    assertThat(answer.required("total").asInt()).isEqualTo(1_000);
    assertThat(answer.required("has_next").asBoolean()).isTrue();
  }

  @Test
  void operatorsNarrowDown() {
    UUID project = UUID.randomUUID();
    UUID imported = chat.conversationFrom("slack", me, "imported");
    UUID ours = chat.projectConversation(me, "ours", project);
    String name = "Loom " + project;
    chat.nameProject(project, name);
    UUID a = chat.post(me, imported, "gazebo https://example.org");
    UUID b = chat.post("zoe", ours, "gazebo `code`");
    UUID c = robot(ours, "gazebo");
    chat.tag(ours, b, "x");
    client.awaitFound(me, "gazebo", a, b, c);
    client.awaitFound(me, "gazebo tag:x", b);

    assertThat(client.ids(me, "gazebo from:me")).containsExactly(a);
    assertThat(client.ids(me, "gazebo from:" + me)).containsExactly(a);
    assertThat(client.ids(me, "gazebo from:\"ZOE the great\"")).containsExactlyInAnyOrder(b, c);
    assertThat(client.ids(me, "gazebo -from:zoe")).containsExactly(a);
    assertThat(client.ids(me, "gazebo from:nobody-at-all")).isEmpty();
    assertThat(client.ids(me, "gazebo in:\"" + name + "\"")).containsExactlyInAnyOrder(b, c);
    assertThat(client.ids(me, "gazebo in:" + project)).containsExactlyInAnyOrder(b, c);
    assertThat(client.ids(me, "gazebo source:Slack")).containsExactly(a);
    assertThat(client.ids(me, "gazebo role:assistant or has:link")).containsExactlyInAnyOrder(a, c);
    assertThat(client.ids(me, "gazebo has:code")).containsExactly(b);
    assertThat(client.ids(me, "gazebo -has:code -has:link")).containsExactly(c);
    assertThat(client.ids(me, "gazebo conversation:" + imported)).containsExactly(a);
    assertThat(client.ids(me, "gazebo before:2020-01-01")).isEmpty();
    assertThat(client.ids(me, "gazebo after:2020-01-01")).hasSize(3);
    assertThat(client.ids(me, "gazebo", "source=slack")).containsExactly(a);
    assertThat(client.ids(me, "gazebo", "tag=x")).containsExactly(b);
    assertThat(client.ids(me, "gazebo", "has=link")).containsExactly(a);

    chat.tag(imported, null, "whole");
    client.awaitFound(me, "gazebo tag:whole", a);
    assertThat(client.ids(me, "gazebo", "tag=whole")).containsExactly(a);
  }

  /** Who joins has no news yet, and who writes has read what they answer. */
  @Test
  void whatIsUnreadIsWhatOthersWroteSince() {
    UUID conversation = chat.privateConversation("zoe", "news");
    UUID old = chat.post("zoe", conversation, "pangolin");
    chat.join(me, conversation);
    UUID first = chat.post("zoe", conversation, "pangolin");
    UUID second = chat.post("zoe", conversation, "pangolin");
    client.awaitFound(me, "pangolin is:unread", first, second);
    assertThat(client.ids(me, "pangolin -is:unread")).containsExactly(old);

    chat.read(me, conversation, 2);
    client.awaitFound(me, "pangolin is:unread", second);
    chat.read(me, conversation, 1);
    chat.join(me, conversation);
    UUID mine = chat.post(me, conversation, "pangolin");
    client.awaitFound(me, "pangolin", old, first, second, mine);
    assertThat(client.ids(me, "pangolin is:unread")).isEmpty();

    UUID third = chat.post("zoe", conversation, "pangolin");
    client.awaitFound(me, "pangolin is:unread", third);
    assertThat(client.ids("zoe", "pangolin is:unread")).isEmpty();
  }

  /** Somebody else's import is news to nobody, and no sign that its authors have read it. */
  @Test
  void whatWasImportedIsReadByWhoImportedIt() {
    UUID conversation = chat.conversationFrom("slack", "zoe", "imported");
    chat.publish(conversation, chat.message(me, conversation, "aardvark").with("imported", true));
    chat.publish(
        conversation, chat.message("zoe", conversation, "aardvark").with("imported", true));
    chat.join(me, conversation);
    UUID news = chat.post("zoe", conversation, "aardvark");

    client.awaitFound(me, "aardvark is:unread", news);
  }

  @Test
  void aProjectThatWasNeverRenamedIsCalledAsItsFirstConversation() {
    UUID project = UUID.randomUUID();
    UUID general = chat.projectConversation(me, "Weavers " + project, project);
    UUID a = chat.post(me, general, "capybara");
    client.awaitFound(me, "capybara", a);
    UUID second = chat.projectConversation(me, "second " + project, project);
    UUID b = chat.post(me, second, "capybara");
    client.awaitFound(me, "capybara", a, b);

    assertThat(client.ids(me, "capybara in:\"weavers " + project + "\""))
        .containsExactlyInAnyOrder(a, b);
    assertThat(client.ids(me, "capybara in:\"second " + project + "\"")).isEmpty();
    assertThat(
            client.search(me, "capybara", "facets=project").at("/facets/project/0/label").asText())
        .isEqualTo("Weavers " + project);
  }

  @Test
  void findsByTagsAnnotationsAndMetadata() {
    UUID conversation = chat.privateConversation(me, "notes");
    var posted =
        chat.message(me, conversation, "nothing special")
            .with("metadata", Map.of("model", "quokka", "n", 7));
    chat.publish(conversation, posted);
    UUID message = UUID.fromString(posted.node().required("id").asText());
    client.awaitFound(me, "quokka", message);
    assertThat(client.ids(me, "special", "metadata=" + SearchClient.encoded("{\"n\":7.0}")))
        .containsExactly(message);
    assertThat(client.ids(me, "special", "metadata=" + SearchClient.encoded("{\"n\":8}")))
        .isEmpty();

    UUID note = chat.annotate(conversation, message, "see the wombat");
    client.awaitFound(me, "wombat", message);
    chat.tag(conversation, message, "numbat");
    client.awaitFound(me, "numbat", message);
    chat.unannotate(note, conversation, message);
    client.awaitNothing(me, "wombat");
    chat.untag(conversation, message, "numbat");
    client.awaitNothing(me, "tag:numbat");
    assertThat(client.ids(me, "numbat")).isEmpty();
    assertThat(client.ids(me, "quokka special")).containsExactly(message);
  }

  @Test
  void countsByFacetsInTheSameAnswer() {
    UUID project = UUID.randomUUID();
    UUID conversation = chat.projectConversation(me, "facets", project);
    chat.nameProject(project, "Facets");
    chat.post(me, conversation, "marmot");
    chat.post("zoe", conversation, "marmot");
    UUID last = robot(conversation, "marmot");
    client.awaitFound(me, "marmot role:assistant", last);

    JsonNode answer = client.search(me, "marmot", "facets=author,project,month", "limit=1");
    assertThat(answer.required("items")).hasSize(1);
    assertThat(answer.at("/facets/author/0/label").asText()).isEqualTo("zoe");
    assertThat(answer.at("/facets/author/0/value").asText())
        .isEqualTo(TestTokens.userId("zoe").toString());
    assertThat(answer.at("/facets/author/0/count").asInt()).isEqualTo(2);
    assertThat(answer.at("/facets/author/1/count").asInt()).isEqualTo(1);
    assertThat(answer.at("/facets/project/0/value").asText()).isEqualTo(project.toString());
    assertThat(answer.at("/facets/project/0/label").asText()).isEqualTo("Facets");
    assertThat(answer.at("/facets/month")).hasSize(1);
    assertThat(client.search(me, "marmot").required("facets").isNull()).isTrue();
  }

  @Test
  void ordersByTime() {
    UUID conversation = chat.privateConversation(me, "times");
    UUID strong = chat.post(me, conversation, "ibex ibex ibex");
    UUID weak = chat.post(me, conversation, "ibex among many other words that are not looked for");
    client.awaitFound(me, "ibex", strong, weak);

    assertThat(client.ids(me, "ibex")).containsExactly(strong, weak);
    assertThat(client.ids(me, "ibex", "order=newest")).containsExactly(weak, strong);
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
  void findsWhatIsBeingTypedAndWhatIsMisspelt() {
    UUID conversation = chat.privateConversation(me, "typing");
    UUID message = chat.post(me, conversation, "the parliamentary session");
    client.awaitFound(me, "session", message);

    assertThat(client.ids(me, "parliam*")).containsExactly(message);
    assertThat(client.ids(me, "the parliamentar", "typing=true")).containsExactly(message);
    assertThat(client.ids(me, "parliam")).isEmpty();

    JsonNode misspelt = client.search(me, "sesion");
    assertThat(SearchClient.ids(misspelt)).containsExactly(message);
    assertThat(misspelt.at("/warnings/0/code").asText()).isEqualTo("query.widened");
  }

  @Test
  void suggestsWordsAndTitlesOfWhatMayBeRead() {
    String word = "pangolin" + me.replaceAll("[^a-f]", "");
    UUID conversation = chat.privateConversation(me, "The " + word + " files");
    UUID message = chat.post(me, conversation, "feeding " + word + "s");
    client.awaitFound(me, word, conversation, message);

    JsonNode mine = client.suggest(me, "feeding " + word.substring(0, 9));
    assertThat(mine.required("items").findValuesAsText("text"))
        .contains("The " + word + " files", "feeding " + word + "s");
    assertThat(client.suggest("eve", word.substring(0, 9)).required("items")).isEmpty();
  }

  @Test
  void readsWhatWasJustWritten() {
    UUID conversation = chat.privateConversation(me, "own writes");
    UUID message = chat.post(me, conversation, "axolotl");

    JsonNode answer = client.search(me, "axolotl", "min_position=" + conversation + ":1");
    // the event may take longer than anybody waits for it; then that is said
    assertThat(
            SearchClient.ids(answer).contains(message)
                || answer.at("/warnings/0/code").asText().equals("index.behind"))
        .isTrue();

    client.awaitFound(me, "axolotl", message);
    long position = client.search(me, "axolotl").required("position").asLong();
    assertThat(client.search(me, "axolotl", "min_position=" + position).required("warnings"))
        .isEmpty();
    assertThat(
            client
                .search(me, "axolotl", "min_position=" + (position + 1_000_000))
                .at("/warnings/0/code")
                .asText())
        .isEqualTo("index.behind");
  }

  @Test
  void warnsOfWhatItDoesNotUnderstand() {
    JsonNode answer = client.search(me, "colour:red \"x:y\" http://example.org -size:big");
    assertThat(answer.required("warnings").findValuesAsText("code"))
        .containsExactly("query.unknown_operator", "query.unknown_operator");
    assertThat(answer.required("warnings").toString()).contains("'colour:'", "'size:'");

    assertThat(client.search(me, "?!").at("/warnings/0/code").asText()).isEqualTo("query.no_words");
  }

  private UUID robot(UUID conversation, String content) {
    var message = chat.message("zoe", conversation, content).with("role", "assistant");
    chat.publish(conversation, message);
    return UUID.fromString(message.node().required("id").asText());
  }

  private JsonNode awaitItem(String q) {
    Patience.await().untilAsserted(() -> assertThat(client.ids(me, q)).hasSize(1));
    return client.search(me, q).required("items").required(0);
  }
}
