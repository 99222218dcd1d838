package dev.parley.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.search.SearchClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What words, phrases and operators find. */
class WordsIntegrationTests extends SearchTest {

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

  /** Neither that a word was written nor how often is anybody's business who may not read it. */
  @Test
  void whatOthersWroteDecidesNotWhatIsSuggested() {
    String word = "falcon" + me.replaceAll("[^a-f]", "");
    UUID mine = chat.privateConversation(me, "mine");
    UUID message = chat.post(me, mine, "the " + word + "s");
    String other = "other-" + UUID.randomUUID();
    UUID theirs = chat.privateConversation(other, "theirs");
    String crowd =
        IntStream.range(0, 30)
            .mapToObj(i -> word + (char) ('a' + i % 26) + (char) ('a' + i / 26))
            .collect(Collectors.joining(" "));
    chat.post(other, theirs, crowd);
    UUID last = chat.post(other, theirs, crowd + " " + word);
    client.awaitFound(me, word, message);
    // in quotes, so that it is not taken for misspelt
    client.awaitFound(other, "\"" + word + "\"", last);

    assertThat(texts(client.suggest(me, word))).containsExactly(word + "s");
    assertThat(client.suggest(other, word).required("items")).hasSize(8);
    // one letter is wrong
    assertThat(texts(client.suggest(me, word + "z"))).containsExactly(word + "s");
    assertThat(client.ids(me, "fa1con" + word.substring(6) + "s")).containsExactly(message);
  }

  private static List<String> texts(JsonNode suggested) {
    return suggested.required("items").findValuesAsText("text");
  }

  @Test
  void warnsOfWhatItDoesNotUnderstand() {
    JsonNode answer = client.search(me, "colour:red \"x:y\" http://example.org -size:big");
    assertThat(answer.required("warnings").findValuesAsText("code"))
        .containsExactly("query.unknown_operator", "query.unknown_operator");
    assertThat(answer.required("warnings").toString()).contains("'colour:'", "'size:'");

    assertThat(client.search(me, "?!").at("/warnings/0/code").asText()).isEqualTo("query.no_words");
  }
}
