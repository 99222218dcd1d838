package dev.parley.search.access;

import static dev.parley.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.search.Chat;
import dev.parley.search.SearchClient;
import dev.parley.search.SearchServiceTest;
import dev.parley.testing.TestTokens;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@SearchServiceTest
class ReadableConversationsIntegrationTests {
  private final Chat chat = Chat.onSharedKafka();
  private final String word = "w" + UUID.randomUUID().toString().replaceAll("[^a-z]", "x");
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
  void aMemberFindsAndAStrangerDoesNot() {
    UUID conversation = chat.privateConversation("ada", "plans");
    UUID message = chat.post("ada", conversation, "the " + word + " is ready");

    client.awaitFound("ada", word, message);
    JsonNode stranger = client.search("eve", word);
    assertThat(SearchClient.ids(stranger)).isEmpty();
    assertThat(stranger.required("total").asInt()).isZero();
  }

  @Test
  void aMemberFindsAgainOnlyWhileAMember() {
    UUID conversation = chat.privateConversation("ada", "plans");
    UUID message = chat.post("ada", conversation, word);
    chat.join("bob", conversation);
    client.awaitFound("bob", word, message);

    chat.leave("bob", conversation);
    client.awaitNothing("bob", word);
    assertThat(client.ids("ada", word)).containsExactly(message);

    chat.join("bob", conversation);
    client.awaitFound("bob", word, message);
  }

  @Test
  void aProjectMemberFindsWhatIsOpenToTheProjectAndNoMore() {
    UUID project = UUID.randomUUID();
    UUID open = chat.projectConversation("ada", "open", project);
    UUID closed = chat.privateConversation("ada", "closed");
    chat.update(closed, "ada", "closed", "private", project);
    chat.joinProject("paula", project);
    UUID message = chat.post("ada", open, word);
    UUID hidden = chat.post("ada", closed, word);
    client.awaitFound("ada", word, message, hidden);
    client.awaitFound("paula", word, message);

    chat.leaveProject("paula", project);
    client.awaitNothing("paula", word);
  }

  @Test
  void everybodyFindsWhatIsPublicUntilItIsNot() {
    UUID conversation = chat.publicConversation("ada", "the " + word);
    client.awaitFound("eve", word, conversation);

    chat.update(conversation, "ada", "the " + word, "private", null);
    client.awaitNothing("eve", word);
    assertThat(client.ids("ada", word)).containsExactly(conversation);
  }

  @Test
  void membershipCountsWhenProjectMembersArriveBeforeTheirConversation() {
    UUID project = UUID.randomUUID();
    chat.joinProject("paula", project);
    chat.joinProject("quinn", project);
    chat.leaveProject("quinn", project);
    UUID known = chat.projectConversation("ada", word, project);

    client.awaitFound("paula", word, known);
    // the project's events are in another partition than the conversation's
    client.awaitNothing("quinn", word);
  }

  @Test
  void aMessageOfAConversationNobodyHasToldOfIsFoundByItsMembers() {
    UUID conversation = UUID.randomUUID();
    UUID message = chat.post("ada", conversation, word);
    chat.join("bob", conversation);

    client.awaitFound("bob", word, message);
    assertThat(client.search("bob", word).at("/items/0/title").isNull()).isTrue();
  }

  @Test
  void aServiceFindsNothingNotEvenWhatIsPublic() {
    String token = TestTokens.serviceToken("metrics-service").value();

    assertProblem(client.get("/api/v1/search?q=" + word, token))
        .hasStatus(403)
        .hasCode("auth.person_required");
  }
}
