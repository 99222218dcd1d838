package dev.parley.chat.setting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatClients.Person;
import dev.parley.chat.ChatServiceTest;
import dev.parley.chat.OtherInstance;
import dev.parley.platform.postgres.DirectConnections;
import dev.parley.platform.postgres.NotificationListener;
import dev.parley.testing.Answer;
import dev.parley.testing.Api;
import dev.parley.testing.EventContract;
import dev.parley.testing.KafkaProbe;
import dev.parley.testing.Patience;
import dev.parley.testing.ReceivedRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

@ChatServiceTest
class SettingIntegrationTests {

  private static final String SETTINGS = "/api/v1/settings/";
  private static final String OPEN = SETTINGS + "registration.open";
  private static final String DOMAINS = SETTINGS + "registration.email_domains";

  @Autowired private ChatClients people;
  @Autowired private Settings settings;
  @Autowired private Catalogue catalogue;
  @Autowired private JdbcClient jdbc;
  @Autowired private Environment environment;
  @Autowired private ObjectMapper json;
  @Autowired private DirectConnections connections;

  @AfterEach
  void asItWas() {
    jdbc.sql("DELETE FROM setting").update();
    settings.reload();
  }

  @Test
  void adminsChangeWhatEverybodyReads() {
    Person admin = people.admin();
    Person user = people.someone();
    String path = SETTINGS + "site.name";

    assertThat(user.api().get(path).json(200).required("value").asText()).isEqualTo("Parley");
    JsonNode changed = admin.api().put(path, Map.of("value", " Ada's ")).json(200);

    assertThat(changed.required("value").asText()).isEqualTo("Ada's");
    assertThat(changed.required("default").asText()).isEqualTo("Parley");
    assertThat(changed.required("updated_by").asText()).isEqualTo(admin.id().toString());
    assertThat(user.api().get(path).json(200)).isEqualTo(changed);
    JsonNode site = people.anonymous().get("/api/v1/site").json(200);
    assertThat(site.required("name").asText()).isEqualTo("Ada's");
    assertThat(site.required("registration_open").asBoolean()).isTrue();
    user.api().put(path, Map.of("value", "mine")).assertProblem(403, "access.denied");
    user.api().put(path, Map.of("no", "value")).assertProblem(403, "access.denied");
    user.api().delete(path).assertProblem(403, "access.denied");
    admin.api().delete(path).assertStatus(204);
    assertThat(user.api().get(path).json(200).required("value").asText()).isEqualTo("Parley");
  }

  @Test
  void whatIsForAdminsOnlyIsNotThereForOthers() {
    Person user = people.someone();

    assertThat(keys(people.admin())).contains("registration.email_domains", "registration.open");
    assertThat(keys(user))
        .contains("registration.open")
        .doesNotContain("registration.email_domains");
    user.api()
        .get(DOMAINS)
        .assertProblem(404, "setting.not_found")
        .hasDetailContaining("registration.open");
  }

  private static List<String> keys(Person person) {
    return person.api().get("/api/v1/settings").json(200).required("items").findValuesAsText("key");
  }

  @Test
  void aValueThatDoesNotFitIsNamed() {
    Person admin = people.admin();

    refused(admin, "registration.open", "yes");
    refused(admin, "site.name", " ");
    refused(admin, "site.name", "x".repeat(61));
    refused(admin, "messages.edit_window", -1);
    refused(admin, "messages.edit_window", 1.5);
    refused(admin, "files.max_bytes", 0);
    refused(admin, "files.max_bytes", (25 << 20) + 1);
    refused(admin, "imports.allowed_sources", List.of("Slack"));
    refused(admin, "imports.allowed_sources", "slack");
    admin.api().put(OPEN, Map.of()).assertProblem(400, "request.invalid").hasErrorAt("/value");
    admin
        .api()
        .put(SETTINGS + "no.such", Map.of("value", 1))
        .assertProblem(404, "setting.not_found");
  }

  private static void refused(Person admin, String key, Object value) {
    admin
        .api()
        .put(SETTINGS + key, Map.of("value", value))
        .assertProblem(400, "request.invalid")
        .hasErrorAt("/value");
  }

  @Test
  void nobodyRegistersWhereRegistrationIsClosed() {
    people.admin().api().put(OPEN, Map.of("value", false)).assertStatus(200);

    register("closed@example.org").assertProblem(403, "registration.closed");
  }

  @Test
  void onlyAcceptedDomainsRegister() {
    people
        .admin()
        .api()
        .put(DOMAINS, Map.of("value", List.of("accepted.example")))
        .assertStatus(200);

    register("x@other.example").assertProblem(400, "request.invalid").hasErrorAt("/email");
    register("x@Accepted.example").assertStatus(201);
  }

  private Answer register(String email) {
    return people
        .anonymous()
        .post(
            "/api/v1/auth/register",
            Map.of(
                "username",
                "u" + UUID.randomUUID().toString().substring(0, 8),
                "email",
                email,
                "password",
                ChatClients.PASSWORD));
  }

  @Test
  void anAuthorEditsWithinTheWindow() {
    Person ada = people.someone();
    JsonNode message = ada.post(ada.createConversation("late"), "frist");
    String path = "/api/v1/messages/" + message.required("id").asText();
    jdbc.sql("UPDATE message SET created_at = created_at - interval '1 hour' WHERE id = ?::uuid")
        .param(message.required("id").asText())
        .update();
    Person admin = people.admin();

    admin.api().put(SETTINGS + "messages.edit_window", Map.of("value", 60)).assertStatus(200);
    ada.api()
        .patch(path, Map.of("content", "first"))
        .assertProblem(403, "message.edit_window_over");
    admin.api().put(SETTINGS + "messages.edit_window", Map.of("value", 7200)).assertStatus(200);
    ada.api().patch(path, Map.of("content", "first")).assertStatus(200);
  }

  @Test
  void noFileIsLargerThanTheSettingSaysOnAnyInstance() {
    Person admin = people.admin();
    Api here = people.someone().api();
    Api there = OtherInstance.of(environment).as(people.someone());
    String path = SETTINGS + "files.max_bytes";
    assertThat(here.get(path).json(200).required("default").asLong()).isEqualTo(25L << 20);

    admin.api().put(path, Map.of("value", 5)).assertStatus(200);
    upload(here, "hello").assertStatus(201);
    upload(here, "hello!").assertProblem(413, "file.too_large").hasDetailContaining("5 bytes");
    Patience.await()
        .untilAsserted(() -> assertThat(upload(there, "hello!").status()).isEqualTo(413));
    admin.api().delete(path).assertStatus(204);
    upload(here, "hello!").assertStatus(201);
    Patience.await()
        .untilAsserted(() -> assertThat(upload(there, "hello!").status()).isEqualTo(201));
  }

  private static Answer upload(Api api, String content) {
    return api.post("/api/v1/files?name=a.txt", "text/plain", content);
  }

  @Test
  void otherInstancesFollowWithinASecondAlsoWhereAnnouncementsAreLost() {
    assertThat(SettingsConfiguration.SILENCE).isLessThan(Duration.ofSeconds(1));
    Settings hears = new Settings(new SettingStore(jdbc, json), catalogue);
    Settings asks = new Settings(new SettingStore(jdbc, json), catalogue);
    NotificationListener listener =
        SettingsConfiguration.settingsListener(connections, hears, SettingStore.CHANNEL);
    NotificationListener deaf =
        SettingsConfiguration.settingsListener(connections, asks, "nothing is said here");
    try {
      listener.start();
      deaf.start();
      Person admin = people.admin();
      for (String name : List.of("one", "two", "three")) {
        admin.api().put(SETTINGS + "site.name", Map.of("value", name)).assertStatus(200);
        Patience.await()
            .untilAsserted(
                () -> assertThat(List.of(hears.siteName(), asks.siteName())).containsOnly(name));
      }
    } finally {
      listener.stop();
      deaf.stop();
    }
  }

  @Test
  void tellsOtherServices() {
    Person admin = people.admin();
    String name = "told " + UUID.randomUUID();
    try (KafkaProbe kafka = KafkaProbe.open()) {
      admin.api().put(SETTINGS + "site.name", Map.of("value", name)).assertStatus(200);
      admin.api().put(SETTINGS + "site.name", Map.of("value", name)).assertStatus(200);

      List<ReceivedRecord> told =
          kafka.await("chat.accounts", 1, record -> record.text().contains(name));

      assertThat(told).hasSize(1);
      EventContract.assertPublishable("chat.settings.changed.v1", told.getFirst().text());
      assertThat(EventContract.undocumented("chat.settings.changed.v1", told.getFirst().text()))
          .isEmpty();
    }
  }
}
