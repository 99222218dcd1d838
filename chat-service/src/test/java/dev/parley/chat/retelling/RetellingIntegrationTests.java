package dev.parley.chat.retelling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatClients.Person;
import dev.parley.chat.ChatServiceTest;
import dev.parley.platform.security.ServiceSecret;
import dev.parley.testing.Answer;
import dev.parley.testing.Api;
import dev.parley.testing.TestSettings;
import dev.parley.testing.TestTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ChatServiceTest
class RetellingIntegrationTests {
  private static final String PATH = "/internal/retelling";
  private static final String FORM = "application/x-www-form-urlencoded";

  private final ChatClients people;
  private final Api search;
  private final Person ada;
  private final UUID conversation;

  @Autowired
  RetellingIntegrationTests(ChatClients people) {
    this.people = people;
    String token =
        searchToken(people, TestSettings.SECRET).json(200).required("access_token").asText();
    search = people.anonymous().as(token);
    ada = people.someone();
    conversation = ada.createConversation("told again");
  }

  private static Answer searchToken(ChatClients people, String secret) {
    return people
        .anonymous()
        .post(
            "/api/v1/auth/token",
            FORM,
            "grant_type=client_credentials&client_id=search-service&scope=retell&client_secret="
                + ServiceSecret.of(secret, "search-service"));
  }

  @Test
  void whatWasToldOfAConversationIsToldAgain() {
    Person bob = people.someone();
    ada.invite(conversation, bob);
    JsonNode first = ada.post(conversation, "one");
    JsonNode second = bob.post(conversation, "two");
    String edited = first.required("id").asText();
    ada.api()
        .patch("/api/v1/messages/" + edited, Map.of("content", "one and a half"))
        .assertStatus(200);
    bob.api().delete("/api/v1/messages/" + second.required("id").asText()).assertStatus(204);
    ada.api().put("/api/v1/messages/%s/tags/said".formatted(edited), null);
    ada.api().put("/api/v1/conversations/%s/tags/kept".formatted(conversation), null);

    JsonNode told = search.get(PATH + "/" + conversation).json(200);

    assertThat(told.at("/conversation/title").asText()).isEqualTo("told again");
    assertThat(told.required("members"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder(ada.id().toString(), bob.id().toString());
    assertThat(told.at("/messages/0/content").asText()).isEqualTo("one and a half");
    assertThat(told.at("/messages/0/version").asInt()).isEqualTo(2);
    assertThat(told.at("/messages/0/author/id").asText()).isEqualTo(ada.id().toString());
    assertThat(told.at("/deleted/0/id").asText()).isEqualTo(second.required("id").asText());
    assertThat(told.at("/message_tags/0/tag").asText()).isEqualTo("said");
    assertThat(told.at("/tags/0").asText()).isEqualTo("kept");
    assertThat(told.required("up_to").asLong()).isEqualTo(2);
    assertThat(told.required("has_next").asBoolean()).isFalse();
  }

  @Test
  void aLongOneIsToldInPages() {
    List<Map<String, String>> many = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      many.add(Map.of("content", "number " + i));
    }
    for (int i = 0; i < 6; i++) {
      ada.api()
          .post(
              "/api/v1/conversations/%s/messages/bulk".formatted(conversation),
              Map.of("messages", many))
          .assertStatus(201);
    }

    List<Long> seqs = new ArrayList<>();
    JsonNode page;
    do {
      long after = seqs.isEmpty() ? 0 : seqs.getLast();
      page = search.get(PATH + "/" + conversation + "?after=" + after).json(200);
      page.required("messages").forEach(message -> seqs.add(message.required("seq").asLong()));
    } while (page.required("has_next").asBoolean());

    assertThat(page.required("messages").size()).isLessThan(600);
    assertThat(seqs).isEqualTo(LongStream.rangeClosed(1, 600).boxed().toList());
  }

  /** Whatever changes in what is found, the sum does. */
  @Test
  void eachChangeChangesTheSum() {
    List<Long> sums = new ArrayList<>();
    sums.add(sum());
    String message = ada.post(conversation, "one").required("id").asText();
    sums.add(sum());
    ada.api().patch("/api/v1/messages/" + message, Map.of("content", "two")).assertStatus(200);
    sums.add(sum());
    ada.api().put("/api/v1/messages/%s/tags/t".formatted(message), null);
    sums.add(sum());
    ada.invite(conversation, people.someone());
    sums.add(sum());
    ada.api()
        .patch("/api/v1/conversations/" + conversation, Map.of("title", "renamed"))
        .assertStatus(200);
    sums.add(sum());
    ada.api().delete("/api/v1/messages/" + message).assertStatus(204);
    sums.add(sum());

    assertThat(sums).doesNotHaveDuplicates();
  }

  private long sum() {
    return search
        .get(PATH + "/" + conversation + "/sum")
        .json(200)
        .at("/conversations/0/sum")
        .asLong();
  }

  @Test
  void allAreListedByTheirIds() {
    List<String> found = new ArrayList<>();
    String after = new UUID(0, 0).toString();
    for (JsonNode page = page(after); !page.isEmpty(); page = page(after)) {
      page.forEach(one -> found.add(one.required("id").asText()));
      after = found.getLast();
    }

    assertThat(found).isSorted().doesNotHaveDuplicates().contains(conversation.toString());
  }

  private JsonNode page(String after) {
    return search.get(PATH + "?after=" + after).json(200).required("conversations");
  }

  @Test
  void whatThereIsNotIsNotTold() {
    UUID unknown = UUID.randomUUID();

    search.get(PATH + "/" + unknown).assertProblem(404, "conversation.not_found");
    assertThat(search.get(PATH + "/" + unknown + "/sum").json(200).required("conversations"))
        .isEmpty();
  }

  @Test
  void nobodyElseHears() {
    Api operator = people.anonymous().as(TestTokens.serviceToken("metrics-service").value());

    for (String path : List.of(PATH + "?after=" + conversation, PATH + "/" + conversation)) {
      people.anonymous().get(path).assertProblem(401, "auth.required");
      ada.api().get(path).assertProblem(403, "access.denied");
      people.admin().api().get(path).assertProblem(403, "access.denied");
      operator.get(path).assertProblem(403, "access.denied");
    }
    searchToken(people, "another secret of thirty-two letters")
        .assertProblem(401, "auth.invalid_client");
    search.get("/actuator/prometheus").assertProblem(403, "access.denied");
  }
}
