package dev.parley.chat.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatClients.Person;
import dev.parley.chat.ChatServiceTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ChatServiceTest
class ProjectIntegrationTests {

  private static final String PROJECTS = "/api/v1/projects";

  @Autowired private ChatClients people;

  @Test
  void itsOwnerChangesItAndWhatIsNotSaidStays() {
    Person ada = people.someone();
    Person bob = people.someone();
    String path = project(ada);
    ada.api().put(path + "/members/" + bob.id(), null).assertStatus(200);

    JsonNode changed = ada.api().patch(path, Map.of("name", "Another")).json(200);

    assertThat(changed.required("name").asText()).isEqualTo("Another");
    assertThat(changed.required("description").asText()).isEqualTo("of old");
    assertThat(bob.api().get(path).json(200)).isEqualTo(changed);
    bob.api().patch(path, Map.of("name", "Mine")).assertProblem(403, "project.owner_only");
    ada.api()
        .patch(path, Map.of("name", " "))
        .assertProblem(400, "request.invalid")
        .hasErrorAt("/name");
  }

  @Test
  void anArchivedOneTakesNoNewConversations() {
    Person ada = people.someone();
    String path = project(ada);
    String active = project(ada);
    String id = ada.api().get(path).json(200).required("id").asText();

    ada.api().patch(path, Map.of("is_active", false)).assertStatus(200);

    ada.api()
        .post("/api/v1/conversations", Map.of("title", "late", "project_id", id))
        .assertProblem(409, "project.archived");
    for (String parameter : new String[] {"active", "is_active"}) {
      assertThat(
              ada.api()
                  .get(PROJECTS + "?" + parameter + "=true")
                  .json(200)
                  .required("items")
                  .findValuesAsText("id"))
          .containsExactly(active.substring(active.lastIndexOf('/') + 1));
    }
    ada.api().patch(path, Map.of("is_active", true)).assertStatus(200);
    ada.api()
        .post("/api/v1/conversations", Map.of("title", "again", "project_id", id))
        .assertStatus(201);
  }

  @Test
  void isHandedOver() {
    Person ada = people.someone();
    Person bob = people.someone();
    String path = project(ada);

    JsonNode answer =
        ada.api().put(path + "/members/" + bob.id(), Map.of("role", "owner")).json(200);

    assertThat(answer.required("role").asText()).isEqualTo("owner");
    JsonNode project = bob.api().get(path).json(200);
    assertThat(project.required("owner_id").asText()).isEqualTo(bob.id().toString());
    assertThat(ada.api().get(path + "/members").json(200).required("items"))
        .extracting(
            member -> member.required("user_id").asText() + " " + member.required("role").asText())
        .containsExactlyInAnyOrder(ada.id() + " member", bob.id() + " owner");
    ada.api().patch(path, Map.of("name", "x")).assertProblem(403, "project.owner_only");
    bob.api().patch(path, Map.of("name", "x")).assertStatus(200);
  }

  @Test
  void aConversationIsHandedOver() {
    Person ada = people.someone();
    Person bob = people.someone();
    UUID conversation = ada.createConversation("t");
    String path = "/api/v1/conversations/" + conversation;

    ada.api().put(path + "/members/" + bob.id(), Map.of("role", "owner")).assertStatus(200);

    assertThat(ada.api().get(path).json(200).required("owner_id").asText())
        .isEqualTo(bob.id().toString());
    ada.api().patch(path, Map.of("title", "x")).assertProblem(403, "conversation.owner_only");
    ada.api()
        .put(path + "/members/" + ada.id(), Map.of("role", "boss"))
        .assertProblem(400, "request.wrong_type");
  }

  private static String project(Person person) {
    return PROJECTS
        + "/"
        + person.api().post(PROJECTS, Map.of("name", "One", "description", "of old")).id();
  }
}
