package dev.parley.chat.graphql;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatClients.Person;
import dev.parley.chat.ChatServiceTest;
import dev.parley.testing.Answer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What those send who mean no good, or do not know better. */
@ChatServiceTest
class GraphQlAttacksIntegrationTests {

  @Autowired private ChatClients people;
  private Person eve;
  private GraphQlClient client;

  @BeforeEach
  void signIn() {
    eve = people.admin();
    client = new GraphQlClient(eve.api());
  }

  @Test
  void eightLevelsAreDeepEnough() {
    client.data(
        "{ conversations { edges { node { messages { edges { node { author { id } } } } } } } }");
    client.refuses(
        "{ conversations { edges { node { messages { edges { node { conversation { owner { id }"
            + " } } } } } } } }",
        "graphql.too_deep");
    String circles = "messages(first: 1) { nodes { conversation { ".repeat(6);
    client.refuses(
        "{ conversations(first: 1) { nodes { " + circles + "id" + " } } }".repeat(6) + " } } }",
        "graphql.too_deep");
    client.refuses("{".repeat(3000), "graphql.syntax");
    client.refuses("{ me ".repeat(1000) + "}".repeat(1000), "graphql.syntax");
  }

  @Test
  void fragmentsHideNoDepth() {
    client.refuses(
        """
        { conversations { nodes { ...A } } }
        fragment A on Conversation { messages { nodes { ...B } } }
        fragment B on Message { conversation { ...C } }
        fragment C on Conversation { messages { nodes { ... on Message { conversation { title } } } } }
        """,
        "graphql.too_deep");
  }

  @Test
  void circlesOfFragmentsEnd() {
    client.refuses("{ me { ...A } } fragment A on Me { ...A }", "graphql.invalid");
    client.refuses(
        "{ me { ...A } } fragment A on Me { ...B } fragment B on Me { ...C } fragment C on Me { ...A }",
        "graphql.invalid");
    client.refuses("{ me { id } } fragment A on Me { ...A }", "graphql.invalid");
  }

  @Test
  void fragmentsThatDoubleAreCounted() {
    String doubling =
        IntStream.range(0, 60)
            .mapToObj(n -> "fragment F%d on Me { ...F%d ...F%d }".formatted(n, n + 1, n + 1))
            .collect(joining(" "));
    client.refuses(
        "{ me { ...F0 } } " + doubling + " fragment F60 on Me { id }", "graphql.too_many_fields");
  }

  @Test
  void aliasesAreFew() {
    client.data("{ " + aliases(20) + " }");
    client.refuses("{ " + aliases(21) + " }", "graphql.too_many_aliases");
    client.refuses(
        "{ me { ...A } again: me { ...A } } fragment A on Me { "
            + IntStream.range(0, 12).mapToObj(n -> "a" + n + ": id ").collect(joining())
            + "}",
        "graphql.too_many_aliases");
  }

  private static String aliases(int number) {
    return IntStream.range(0, number).mapToObj(n -> "a" + n + ": me { id }").collect(joining(" "));
  }

  @Test
  void directivesAreFew() {
    client.refuses(
        "{ me { id " + "@include(if: true) ".repeat(21) + "} }", "graphql.too_many_directives");
    client.refuses("{ me { id " + "@x".repeat(1200) + "} }", "graphql.too_many_directives");
    client.refuses("{ me { id " + "@x".repeat(5000) + "} }", "graphql.syntax");
    client.refuses("query " + "@x".repeat(500) + "{ me { id } }", "graphql.too_many_directives");
    client.refuses("{ me { id @x } }", "graphql.invalid");
    client.refuses("{ me { id @include(if: true) @include(if: true) } }", "graphql.invalid");
  }

  @Test
  void fieldsAreNotSaidOverAndOver() {
    client.refuses("{ me { " + "id ".repeat(501) + "} }", "graphql.too_many_fields");
    client.refuses("{ " + "me { id } ".repeat(300) + "}", "graphql.too_many_fields");
    client.data("{ me { " + "id ".repeat(400) + "} }");
  }

  @Test
  void textsAreShort() {
    client.refuses("{ me { " + "id ".repeat(10_000) + "} }", "graphql.syntax");
    client.refuses("{ me { id } }" + " ".repeat(49_000), "graphql.syntax");
    client.refuses("{ me { id } } #" + "x".repeat(60_000), "graphql.syntax");
    client.refuses("{ chats(ids: [\"" + "x".repeat(60_000) + "\"]) { id } }", "graphql.syntax");
  }

  @Test
  void costsAreCountedBeforeAnythingIsRead() {
    String costly =
        "query($n: Int) { conversations(first: $n) { nodes { messages(first: $n) { nodes { id } }"
            + " } } }";
    client.refuses(costly, Map.of("n", 100), "graphql.too_costly");
    client.data(costly, Map.of("n", 50));
    client.refuses(
        "{ "
            + IntStream.range(0, 20)
                .mapToObj(
                    n ->
                        "a"
                            + n
                            + ": conversations(first: 100)"
                            + " { nodes { owner { id } messages(first: 3) { nodes { id } } } }")
                .collect(joining())
            + " }",
        "graphql.too_costly");
    client.refuses(
        "{ conversations(first: 100) { nodes { ...M @skip(if: true) } } }"
            + " fragment M on Conversation { messages(first: 100) { nodes { id } } }",
        "graphql.too_costly");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ conversations(first: 101) { nodes { id } } }",
        "{ conversations(first: -1) { nodes { id } } }",
        "{ conversations(first: 1, last: 1) { nodes { id } } }",
        "{ conversations(first: 1, before: \"x\") { nodes { id } } }",
        "{ projects(last: 1000) { nodes { id } } }",
        "{ conversations(first: 0) { nodes { messages(first: 2147483647) { nodes { id } } } } }",
      })
  void sizesOfStretchesHaveBounds(String query) {
    client.refuses(query, "request.invalid_parameter");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ conversations(first: 99999999999999999999) { nodes { id } } }",
        "{ conversations(first: 1.5) { nodes { id } } }",
        "{ conversations(first: \"1\") { nodes { id } } }",
        "{ conversations(archived: null) { nodes { id } } }",
        "{ chats { id } }",
        "{ chats(ids: [null]) { id } }",
        "{ chats(ids: {a: 1}) { id } }",
        "{ me }",
        "{ me { id { id } } }",
        "mutation { deleteEverything }",
        "subscription { me { id } }",
        "type Query { x: Int }",
        "{ me { passwordHash } }",
      })
  void wrongQueriesAreRefused(String query) {
    client.refuses(query, "graphql.invalid");
  }

  @Test
  void variablesHaveTheirTypes() {
    String query =
        "query($n: Int, $ids: [ID!]!) { conversations(first: $n) { nodes { id } } chats(ids: $ids) { id } }";
    for (Object n : List.of("1", 1.5, true, List.of(1, 2), Map.of("a", 1), 99999999999L)) {
      client.refuses(query, Map.of("n", n, "ids", List.of()), "graphql.invalid");
    }
    client.refuses(query, Map.of("n", 1), "graphql.invalid");
    client.refuses(query, Map.of("ids", Collections.singletonList(null)), "graphql.invalid");
    client.data(query, Map.of("n", 1, "ids", "just-one", "unused", 1));
  }

  @Test
  void idsAreAtMostAHundred() {
    String query = "query($ids: [ID!]!) { chats(ids: $ids) { id } }";
    List<String> ids = Stream.generate(() -> UUID.randomUUID().toString()).limit(101).toList();
    client.refuses(query, Map.of("ids", ids), "request.invalid_parameter");
    assertThat(client.data(query, Map.of("ids", ids.subList(0, 100))).required("chats"))
        .hasSize(100)
        .allMatch(JsonNode::isNull);
    client.refuses(query, Map.of("ids", List.of("\u0000")), "request.invalid");
    client.data(query, Map.of("ids", List.of("' OR 1=1 --", "x".repeat(10_000))));
  }

  @Test
  void cursorsCannotBeMadeUp() {
    for (String cursor : List.of("x", "AAAA", "' OR 1=1", "x".repeat(5000))) {
      Answer answer =
          client.send(
              "query($c: String) { conversations(after: $c) { nodes { id } } me { id } }",
              Map.of("c", cursor));
      assertThat(answer.json(200).at("/errors/0/extensions/code").asText())
          .isEqualTo("cursor.invalid");
      assertThat(answer.json(200).at("/errors/0/path/0").asText()).isEqualTo("conversations");
    }
  }

  @Test
  void introspectionIsBounded() {
    client.data("{ __schema { queryType { name } } __typename }");
    String deep = "fields { type { ".repeat(6) + "name" + " } }".repeat(6);
    Answer answer = client.send("{ __type(name: \"Query\") { " + deep + " } }", Map.of());
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json(400).has("data")).isFalse();
  }

  @Test
  void aLotOfTextIsNotGatheredInMemory() {
    Person writer = people.someone();
    UUID conversation = writer.createConversation("long texts");
    String text = "x".repeat(15_000);
    List<Map<String, String>> posts =
        IntStream.range(0, 100).mapToObj(n -> Map.of("content", text)).toList();
    posts.forEach(
        post ->
            writer
                .api()
                .post("/api/v1/conversations/%s/messages".formatted(conversation), post)
                .assertStatus(201));
    String once =
        "query($id: ID!) { a: messages(conversationId: $id, first: 100) { nodes { content } } }";
    var reader = new GraphQlClient(writer.api());
    assertThat(reader.data(once, Map.of("id", conversation)).at("/a/nodes")).hasSize(100);
    // each alias asks for another stretch, so that none is read once for all
    String often =
        "query($id: ID!) { "
            + IntStream.range(0, 5)
                .mapToObj(
                    n ->
                        "a%d: messages(conversationId: $id, first: %d) { nodes { content } }"
                            .formatted(n, 100 - n))
                .collect(joining(" "))
            + " }";
    JsonNode answer = reader.send(often, Map.of("id", conversation)).json(200);
    assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo("graphql.too_large");
    assertThat(answer.toString()).hasSizeLessThan(4_100_000);
  }

  /** Read once, and written under many names in many places: each of them counts. */
  @Test
  void whatIsWrittenAgainCountsAgain() {
    Person writer = people.someone();
    UUID conversation =
        UUID.fromString(
            writer
                .api()
                .post(
                    "/api/v1/conversations",
                    Map.of("title", "echo", "metadata", Map.of("k", "m".repeat(15_000))))
                .json(201)
                .required("id")
                .asText());
    String messages = "/api/v1/conversations/%s/messages".formatted(conversation);
    writer.api().post(messages, Map.of("content", "x".repeat(15_000))).assertStatus(201);
    writer
        .api()
        .post(
            messages + "/bulk", Map.of("messages", Collections.nCopies(60, Map.of("content", "y"))))
        .assertStatus(201);
    var reader = new GraphQlClient(writer.api());
    String name = "n".repeat(4000);
    for (String field : List.of("a: content b: content", "metadata", name + ": id")) {
      String query =
          """
          query($id: ID!) { conversation(id: $id) { messages(first: 49) { nodes { conversation {
            messages(first: 48) { nodes { conversation { %s } } } } } } } }
          """
              .formatted(field);
      Answer answer = reader.send(query, Map.of("id", conversation));
      assertThat(answer.json(answer.status()).at("/errors/0/extensions/code").asText())
          .isEqualTo("graphql.too_large");
      assertThat(answer.body()).hasSizeLessThan(10_000);
    }
  }
}
