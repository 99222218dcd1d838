package dev.parley.chat.graphql;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatServiceTest;
import dev.parley.testing.Answer;
import dev.parley.testing.Api;
import dev.parley.testing.HostileTokens;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** GraphQL over HTTP. */
@ChatServiceTest
class GraphQlProtocolIntegrationTests {

  private static final String TYPENAME = "{\"query\":\"{ __typename }\"}";

  @Autowired private ChatClients people;
  private Api api;

  @BeforeEach
  void signIn() {
    api = people.admin().api();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/graphql-response+json | application/graphql-response+json",
        "application/json | application/json",
        "application/json;q=0.9, application/graphql-response+json | application/graphql-response+json",
        "application/graphql-response+json;q=0.1, application/json;q=0.2 | application/json",
        "text/html, */* | application/json",
      })
  void answersInTheFormThatIsWanted(String accept, String expected) {
    Answer answer = api.with("Accept", accept).post("/graphql", "application/json", TYPENAME);
    assertThat(answer.json(200).at("/data/__typename").asText()).isEqualTo("Query");
    assertThat(answer.header("Content-Type")).isEqualToIgnoringCase(expected + ";charset=utf-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "application/json;q=0", "not a type"})
  void saysWhereItHasNoneOfTheFormsWanted(String accept) {
    api.with("Accept", accept)
        .post("/graphql", "application/json", TYPENAME)
        .assertProblem(406, "request.not_acceptable");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "7",
        "\"{me{id}}\"",
        "{}",
        "{\"query\":null}",
        "{\"query\":7}",
        "{\"query\":\" \"}",
        "{\"query\":\"{me{id}}\",\"variables\":[]}",
        "{\"query\":\"{me{id}}\",\"variables\":\"{}\"}",
        "{\"query\":\"{me{id}}\",\"operationName\":1}",
        "{\"query\":\"{me{id}}\",\"extensions\":1}",
      })
  void refusesWhatIsNoQueryInBothForms(String body) {
    for (String accept : List.of(GraphQlClient.NEWER, "application/json")) {
      Answer answer = api.with("Accept", accept).post("/graphql", "application/json", body);
      assertThat(answer.json(400).at("/errors/0/extensions/code").asText())
          .isEqualTo("request.invalid");
      assertThat(answer.json(400).has("data")).isFalse();
    }
  }

  @Test
  void takesOneQueryAtATime() {
    Answer answer = api.post("/graphql", "application/json", "[" + TYPENAME + "," + TYPENAME + "]");
    assertThat(answer.json(400).at("/errors/0/extensions/code").asText())
        .isEqualTo("graphql.no_batches");
  }

  @Test
  void onlyTheNewerFormHasStatusesOfItsOwn() {
    for (String query :
        List.of("{ nothing }", "{ me { id }", "query($id: ID!) { conversation(id: $id) { id } }")) {
      Map<String, String> body = Map.of("query", query);
      assertThat(
              api.with("Accept", "application/json").post("/graphql", body).json(200).has("data"))
          .isFalse();
      assertThat(
              api.with("Accept", GraphQlClient.NEWER).post("/graphql", body).json(400).has("data"))
          .isFalse();
    }
  }

  @Test
  void getReadsWithVariables() {
    Answer answer =
        api.get(
            "/graphql?operationName=B&query="
                + encode(
                    "query A { me { id } } query B($i: ID!) { chats(ids: [$i]) { id } }", UTF_8)
                + "&variables="
                + encode("{\"i\":\"x\"}", UTF_8));
    assertThat(answer.json(200).at("/data/chats/0").isNull()).isTrue();
    assertThat(answer.json(200).at("/data/chats")).hasSize(1);
    api.get("/graphql").assertStatus(400);
    api.get("/graphql?query=%7Bme%7Bid%7D%7D&variables=%7B").assertStatus(400);
  }

  @Test
  void nothingIsChangedByGet() {
    Answer answer = api.get("/graphql?query=" + encode("mutation { __typename }", UTF_8));
    answer.assertStatus(405);
    assertThat(answer.header("Allow")).isEqualTo("POST");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "application/graphql"
      })
  void takesNothingThatAForeignPageCouldSend(String type) {
    api.post("/graphql", type, TYPENAME).assertStatus(415);
  }

  @Test
  void takesNoBodyOfUnknownType() {
    api.send("POST", "/graphql", null, BodyPublishers.ofString(TYPENAME)).assertStatus(415);
    api.delete("/graphql").assertProblem(405, "route.method_not_allowed");
  }

  @Test
  void whoIsNotSignedInHearsThatFirst() {
    people
        .anonymous()
        .post("/graphql", "application/json", "{")
        .assertProblem(401, "auth.required");
    HostileTokens.all()
        .values()
        .forEach(
            token ->
                people
                    .anonymous()
                    .as(token)
                    .post("/graphql", "application/json", TYPENAME)
                    .assertStatus(401));
  }

  @Test
  void unknownOperationsAreNamed() {
    assertThat(
            api.with("Accept", GraphQlClient.NEWER)
                .post("/graphql", Map.of("query", "query A { me { id } }", "operationName", "B"))
                .json(400)
                .at("/errors/0/extensions/code")
                .asText())
        .isEqualTo("graphql.invalid");
  }
}
