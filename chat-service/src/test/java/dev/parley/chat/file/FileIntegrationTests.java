package dev.parley.chat.file;

import static dev.parley.chat.file.Uploader.FILES;
import static dev.parley.chat.file.Uploader.PNG;
import static dev.parley.chat.file.Uploader.form;
import static dev.parley.chat.file.Uploader.upload;
import static dev.parley.chat.file.Uploader.uploaded;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatClients.Person;
import dev.parley.chat.ChatServiceTest;
import dev.parley.testing.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What becomes of a file that somebody uploads. */
@ChatServiceTest
class FileIntegrationTests {

  private static final String SHA_OF_HELLO =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

  @Autowired private ChatClients people;

  @Test
  void whatGoesInComesOut() {
    Person ada = people.someone();
    UUID conversation = ada.createConversation("with files");

    JsonNode file = uploaded(ada.api(), "notes.txt", conversation, "hello");

    assertThat(file.required("name").asText()).isEqualTo("notes.txt");
    assertThat(file.required("content_type").asText()).isEqualTo("text/plain");
    assertThat(file.required("size").asLong()).isEqualTo(5);
    assertThat(file.required("sha256").asText()).isEqualTo(SHA_OF_HELLO);
    assertThat(file.required("conversation_id").asText()).isEqualTo(conversation.toString());
    assertThat(file.required("owner_id").asText()).isEqualTo(ada.id().toString());
    assertThat(ada.api().get(path(file)).json(200)).isEqualTo(file);
    Answer content = ada.api().get(file.required("url").asText()).assertStatus(200);
    assertThat(content.body()).isEqualTo("hello");
    assertThat(content.header("ETag")).isEqualTo('"' + SHA_OF_HELLO + '"');
    assertThat(content.header("Content-Type")).startsWith("text/plain");
    assertThat(content.header("Cache-Control")).isEqualTo("private, no-cache");
    assertThat(content.header("Content-Encoding")).isEqualTo("identity");
    assertThat(content.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(content.header("Content-Security-Policy")).isEqualTo("sandbox; default-src 'none'");
    assertThat(content.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"notes.txt\"; filename*=UTF-8''notes.txt");
  }

  @Test
  void aFormIsTakenAsBrowsersSendIt() {
    Person ada = people.someone();
    UUID conversation = ada.createConversation("with forms");
    String head =
        "Content-Disposition: form-data; name=\"conversation_id\"\r\n\r\n"
            + conversation
            + "\r\n--limit\r\n"
            + "Content-Disposition: form-data; name=\"file\"; filename=\"Grüße.txt\"\r\n"
            + "Content-Type: text/plain";

    JsonNode file = form(ada.api(), head, "hello", "--limit--\n").json(201);

    assertThat(file.required("name").asText()).isEqualTo("Grüße.txt");
    assertThat(file.required("sha256").asText()).isEqualTo(SHA_OF_HELLO);
    assertThat(file.required("conversation_id").asText()).isEqualTo(conversation.toString());
    Answer content = ada.api().get(file.required("url").asText());
    assertThat(content.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"Gr__e.txt\"; filename*=UTF-8''Gr%C3%BC%C3%9Fe.txt");
  }

  @Test
  void aFormThatIsNotWholeOrHoldsMoreIsRefused() {
    var api = people.someone().api();
    String head = "Content-Disposition: form-data; name=\"file\"; filename=\"a.txt\"";
    String another =
        """
        --limit
        Content-Disposition: form-data; name="file"; filename="b.txt"

        x
        --limit--
        """;

    form(api, head, "hello", "").assertProblem(400, "request.incomplete");
    form(api, head, "hello", another).assertProblem(400, "request.invalid").hasErrorAt("file");
    form(api, "Content-Disposition: form-data; name=\"other\"", "hello", "--limit--\n")
        .assertProblem(400, "request.invalid")
        .hasErrorAt("file");
    api.send("POST", FILES, "multipart/form-data", BodyPublishers.ofString("x"))
        .assertProblem(400, "request.incomplete");
    assertThat(api.get(FILES).json(200).required("total").asInt()).isZero();
  }

  @Test
  void aStrangerHearsThatThereIsNothing() {
    Person owner = people.someone();
    Person member = people.someone();
    Person former = people.someone();
    Person stranger = people.someone();
    UUID conversation = owner.createConversation("ours");
    owner.invite(conversation, member);
    owner.invite(conversation, former);
    String file = path(uploaded(member.api(), "a.txt", conversation, "hello"));
    former.api().get(file + "/content").assertStatus(200);
    owner
        .api()
        .delete("/api/v1/conversations/%s/members/%s".formatted(conversation, former.id()))
        .assertStatus(204);

    for (Person outsider : new Person[] {former, stranger}) {
      outsider.api().get(file).assertProblem(404, "file.not_found");
      outsider.api().get(file + "/content").assertProblem(404, "file.not_found");
      outsider.api().delete(file).assertProblem(404, "file.not_found");
      outsider
          .api()
          .get(FILES + "?conversation_id=" + conversation)
          .assertProblem(404, "conversation.not_found");
      upload(outsider.api(), "b.txt", conversation, "hello")
          .assertProblem(404, "conversation.not_found");
    }
    people.anonymous().get(file + "/content").assertProblem(401, "auth.required");
    owner.api().get(file + "/content").assertStatus(200);
  }

  @Test
  void theOwnerOfTheFileOrTheConversationDeletesIt() {
    Person owner = people.someone();
    Person member = people.someone();
    Person other = people.someone();
    UUID conversation = owner.createConversation("ours");
    owner.invite(conversation, member);
    owner.invite(conversation, other);
    String first = path(uploaded(member.api(), "a.txt", conversation, "hello"));
    String second = path(uploaded(member.api(), "b.txt", conversation, "hello"));

    other.api().delete(first).assertProblem(403, "file.owner_only");
    member.api().delete(first).assertStatus(204);
    owner.api().delete(second).assertStatus(204);

    member.api().get(first).assertProblem(404, "file.not_found");
    member.api().get(second + "/content").assertProblem(404, "file.not_found");
    assertThat(owner.api().get(FILES + "?conversation_id=" + conversation).json(200).get("items"))
        .isEmpty();
  }

  @Test
  void listsTheNewestFirst() {
    Person ada = people.someone();
    UUID conversation = ada.createConversation("with files");
    uploaded(ada.api(), "first.txt", conversation, "1");
    uploaded(ada.api(), "second.txt", conversation, "2");
    uploaded(ada.api(), "elsewhere.txt", null, "3");

    JsonNode there = ada.api().get(FILES + "?conversation_id=" + conversation).json(200);
    JsonNode own = ada.api().get(FILES + "?per_page=2").json(200);

    assertThat(there.get("items").findValuesAsText("name"))
        .containsExactly("second.txt", "first.txt");
    assertThat(own.get("items").findValuesAsText("name"))
        .containsExactly("elsewhere.txt", "second.txt");
    assertThat(own.get("total").asInt()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 206, 0, bytes 0-0/10",
    "bytes=2-4, 206, 234, bytes 2-4/10",
    "bytes=7-, 206, 789, bytes 7-9/10",
    "bytes=-2, 206, 89, bytes 8-9/10",
    "bytes=-99999999999999999999, 206, 0123456789, bytes 0-9/10",
    "bytes=5-99999999999999999999, 206, 56789, bytes 5-9/10",
    "bytes=10-, 416, , bytes */10",
    "bytes=99999999999999999999-, 416, , bytes */10",
    "bytes=-0, 416, , bytes */10",
    "bytes=5-3, 200, 0123456789, ''",
    "'bytes=0-0,-1', 200, 0123456789, ''",
    "bytes=a-b, 200, 0123456789, ''",
    "bytes=-, 200, 0123456789, ''",
    "lines=0-1, 200, 0123456789, ''",
  })
  void sendsTheRangeThatIsAskedFor(String range, int status, String body, String contentRange) {
    Person ada = people.someone();
    String url = uploaded(ada.api(), "digits.txt", null, "0123456789").get("url").asText();

    Answer answer = ada.api().with("Range", range).get(url).assertStatus(status);

    assertThat(answer.header("Content-Range")).isEqualTo(contentRange);
    if (body != null) {
      assertThat(answer.body()).isEqualTo(body);
      assertThat(answer.header("Content-Length")).isEqualTo("" + body.length());
    }
  }

  @Test
  void conditionsAreKept() {
    Person ada = people.someone();
    JsonNode file = uploaded(ada.api(), "digits.txt", null, "0123456789");
    String url = file.get("url").asText();
    String tag = '"' + file.get("sha256").asText() + '"';
    var ranged = ada.api().with("Range", "bytes=0-1");

    ada.api().with("If-None-Match", "\"other\", W/" + tag).get(url).assertStatus(304);
    ada.api().with("If-None-Match", "\"other\"").get(url).assertStatus(200);
    ranged.with("If-Range", tag).get(url).assertStatus(206);
    ranged.with("If-Range", "\"other\"").get(url).assertStatus(200);
    ranged.with("If-Range", "Sat, 21 Nov 2026 00:00:00 GMT").get(url).assertStatus(200);
    Answer head = ada.api().send("HEAD", url, null, BodyPublishers.noBody());
    head.assertStatus(200);
    assertThat(head.header("Content-Length")).isEqualTo("10");
    assertThat(head.header("Accept-Ranges")).isEqualTo("bytes");
    assertThat(head.body()).isEmpty();
  }

  @Test
  void onlyWhatDoesNothingIsShownInPlace() {
    var api = people.someone().api();
    String image = uploaded(api, "a.png", null, PNG).get("url").asText();
    String text = uploaded(api, "a.txt", null, "hello").get("url").asText();

    assertThat(api.get(image).header("Content-Disposition")).startsWith("attachment;");
    assertThat(api.get(image + "?disposition=inline").header("Content-Disposition"))
        .isEqualTo("inline; filename=\"a.png\"; filename*=UTF-8''a.png");
    assertThat(api.get(text + "?disposition=inline").header("Content-Disposition"))
        .startsWith("attachment;");
  }

  private static String path(JsonNode file) {
    return FILES + "/" + file.required("id").asText();
  }
}
