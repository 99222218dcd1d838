package dev.parley.chat.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatClients.Person;
import dev.parley.chat.ChatServiceTest;
import dev.parley.chat.Revocations;
import dev.parley.testing.Api;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Where one is signed in, and signing out there. */
@ChatServiceTest
class OwnSessionsIntegrationTests {

  private static final String SESSIONS = "/api/v1/auth/sessions";

  @Autowired private ChatClients people;
  @Autowired private Revocations revocations;

  @Test
  void namesEachWithWhatItsOwnerKnowsItBy() {
    Person ada = people.someone();
    Person phone =
        ada.signInWith(
            people
                .anonymous()
                .with("User-Agent", "Parley for phones/1.0" + "x".repeat(500))
                .with("X-Real-IP", "203.0.113.7"));

    JsonNode list = phone.api().get(SESSIONS).json(200);

    assertThat(list.required("total").asInt()).isEqualTo(2);
    JsonNode here = list.at("/items/0");
    assertThat(here.required("id").asText()).isEqualTo(phone.session().toString());
    assertThat(here.required("current").asBoolean()).isTrue();
    assertThat(here.required("user_agent").asText())
        .startsWith("Parley for phones/1.0x")
        .hasSize(200);
    assertThat(here.required("address").asText()).isEqualTo("203.0.113.7");
    assertThat(here.required("created_at").asText()).endsWith("Z");
    assertThat(here.required("expires_at").asText())
        .isGreaterThan(here.required("last_used_at").asText());
    JsonNode there = list.at("/items/1");
    assertThat(there.required("id").asText()).isEqualTo(ada.session().toString());
    assertThat(there.required("current").asBoolean()).isFalse();
    assertThat(there.required("address").asText()).isEqualTo("127.0.0.1");
  }

  @Test
  void anAddressThatIsNoneIsNotBelieved() {
    Person ada = people.someone();
    Person lying = ada.signInWith(people.anonymous().with("X-Real-IP", "<script>, 203.0.113.7"));

    assertThat(lying.api().get(SESSIONS).json(200).at("/items/0/address").asText())
        .isEqualTo("127.0.0.1");
  }

  @Test
  void endsOneOfThem() {
    Person ada = people.someone();
    Person lost = ada.signIn();

    ada.api().delete(SESSIONS + "/" + lost.session()).assertStatus(204);

    revocations.awaitOf(lost.session());
    assertThat(revocations.has(ada.session())).isFalse();
    refresh(lost).assertProblem(401, "auth.refresh_token_invalid");
    assertThat(ada.api().get(SESSIONS).json(200).required("total").asInt()).isEqualTo(1);
    ada.api().delete(SESSIONS + "/" + lost.session()).assertProblem(404, "session.not_found");
  }

  @Test
  void anothersIsNotThere() {
    Person ada = people.someone();
    Person eve = people.someone();

    eve.api().delete(SESSIONS + "/" + ada.session()).assertProblem(404, "session.not_found");
    eve.api().delete(SESSIONS + "/" + UUID.randomUUID()).assertProblem(404, "session.not_found");

    refresh(ada).assertStatus(200);
  }

  @Test
  void endsAllButTheCurrentOne() {
    Person ada = people.someone();
    Person eve = people.someone();
    Person second = ada.signIn();
    Person third = ada.signIn();

    third.api().delete(SESSIONS).assertStatus(204);

    for (Person over : new Person[] {ada, second}) {
      revocations.awaitOf(over.session());
      refresh(over).assertProblem(401, "auth.refresh_token_invalid");
    }
    assertThat(revocations.has(third.session())).isFalse();
    refresh(third).assertStatus(200);
    refresh(eve).assertStatus(200);
    assertThat(revocations.await(ada.id(), 2)).containsOnly(ada.session(), second.session());
  }

  /** A stolen access token lives for minutes, but cannot put its owner out. */
  @Test
  void aSessionThatEndedEndsNoOthers() {
    Person ada = people.someone();
    Person stolen = ada.signIn();
    ada.api().delete(SESSIONS + "/" + stolen.session()).assertStatus(204);

    stolen.api().delete(SESSIONS).assertProblem(401, "auth.token_invalid");

    refresh(ada).assertStatus(200);
  }

  private dev.parley.testing.Answer refresh(Person person) {
    Api anyone = people.anonymous();
    return anyone.post(
        "/api/v1/auth/refresh", Map.of("refresh_token", person.signedIn().refreshToken()));
  }
}
