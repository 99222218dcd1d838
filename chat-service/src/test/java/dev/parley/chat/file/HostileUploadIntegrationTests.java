package dev.parley.chat.file;

import static dev.parley.chat.file.Uploader.FILES;
import static dev.parley.chat.file.Uploader.PNG;
import static dev.parley.chat.file.Uploader.path;
import static dev.parley.chat.file.Uploader.upload;
import static dev.parley.chat.file.Uploader.uploaded;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatServiceTest;
import dev.parley.testing.Api;
import dev.parley.testing.Patience;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people upload who mean no good, and what networks make of the uploads of those who do. */
@ChatServiceTest
class HostileUploadIntegrationTests {

  private static final Path STORAGE = Path.of("target/files");

  @Autowired private ChatClients people;
  @Autowired private JdbcClient jdbc;
  @Autowired private Leftovers leftovers;

  @Test
  void aNameIsOnlyAName() {
    var api = people.someone().api();

    JsonNode file = uploaded(api, "../../etc/evil\r\nSet-Cookie: a=b.txt", null, "hello");

    assertThat(file.get("name").asText()).isEqualTo("evilSet-Cookie_ a=b.txt");
    var answer = api.get(file.get("url").asText());
    assertThat(answer.header("Set-Cookie")).isEmpty();
    assertThat(answer.header("Content-Disposition"))
        .isEqualTo(
            "attachment; filename=\"evilSet-Cookie_ a_b.txt\";"
                + " filename*=UTF-8''evilSet-Cookie_%20a%3Db.txt");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.png | image/png | <html><script>alert(1)</script></html>",
        "a.png | image/png | <?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>",
        "a.svg | image/svg+xml | <svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        "a.txt | text/plain | #!/bin/sh",
        "a.png | image/png | MZ\u0090\u0000\u0003",
        "a.png | image/png | '\u0001\u0002\u0003\u0000'",
        "a.html | text/plain | hello",
        "a.js | text/plain | alert(1)",
        "a | text/html | hello",
      })
  void whatCouldRunIsNotTaken(String name, String claim, String content) {
    var api = people.someone().api();

    upload(api, name, null, claim, content).assertProblem(415, "file.type_not_allowed");

    assertThat(api.get(FILES).json(200).get("total").asInt()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "a.html, text/html, image/png",
    "a.exe, application/x-msdownload, image/png",
    "a.png, application/x-www-form-urlencoded, image/png",
    "a.png, not a type at all, image/png",
  })
  void aFileIsWhatItsFirstBytesSay(String name, String claim, String type) {
    assertThat(
            upload(people.someone().api(), name, null, claim, PNG)
                .json(201)
                .get("content_type")
                .asText())
        .isEqualTo(type);
  }

  @Test
  void anImageThatIsAlsoAPageIsServedAsAnImage() {
    var api = people.someone().api();
    String url =
        uploaded(api, "a.png", null, "GIF89a<script>alert(1)</script>").get("url").asText();

    var answer = api.get(url + "?disposition=inline");

    assertThat(answer.header("Content-Type")).isEqualTo("image/gif");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Content-Security-Policy")).startsWith("sandbox");
  }

  /** What other tests have left would be counted, or be swept meanwhile. */
  @BeforeEach
  void nothingIsLeft() {
    jdbc.sql("UPDATE file_leftover SET due_at = now()").update();
    leftovers.sweep();
    Patience.await().until(() -> leftovers() == 0);
  }

  @Test
  void nothingIsNoFile() {
    upload(people.someone().api(), "a.txt", null, "").assertProblem(400, "file.empty");
  }

  @Test
  void whatIsTooLargeIsRefusedWhetherAnnouncedOrNot() throws IOException {
    ChatClients.Person person = people.someone();
    Api api = person.api();
    long before = storedFiles();
    byte[] big = new byte[26 << 20];
    System.arraycopy(PNG.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), 0, big, 0, 16);

    // who announces it waits for the answer, for the connection is closed at the first bytes
    try (Socket announced = begun(person, "Content-Length: " + big.length, "")) {
      assertThat(new String(announced.getInputStream().readNBytes(12), US_ASCII))
          .isEqualTo("HTTP/1.1 413");
    }
    api.send(
            "POST",
            path("a.png", null),
            "image/png",
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(big)))
        .assertProblem(413, "request.too_large");
    byte[] form =
        "--limit\r\nContent-Disposition: form-data; name=file; filename=a.png\r\n\r\n"
            .getBytes(US_ASCII);
    api.send(
            "POST",
            FILES,
            "multipart/form-data; boundary=limit",
            BodyPublishers.concat(
                BodyPublishers.ofByteArray(form),
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(big))))
        .assertProblem(413, "request.too_large");
    api.send(
            "POST",
            "/api/v1/conversations",
            "multipart/form-data; boundary=limit",
            BodyPublishers.ofByteArray(new byte[2 << 20]))
        .assertProblem(413, "request.too_large");
    assertThat(storedFiles()).isEqualTo(before);
  }

  /** Whoever lets uploads wait holds up only himself, and not for long. */
  @Test
  void whoIsSlowHoldsUpNobodyElse() throws IOException {
    var slow = people.someone();
    List<Socket> waiting = new ArrayList<>();
    try {
      for (int i = 1; i <= 4; i++) {
        waiting.add(begun(slow, "Content-Length: 900000", "some text"));
      }
      Patience.await().until(() -> leftovers() == 4);

      upload(slow.api(), "a.txt", null, "one more").assertProblem(429, "file.too_many_of_yours");
      uploaded(people.someone().api(), "b.txt", null, "of somebody else");

      for (Socket socket : waiting) {
        socket.setSoTimeout(40_000);
        assertThat(new String(socket.getInputStream().readNBytes(12), US_ASCII))
            .isEqualTo("HTTP/1.1 408");
      }
      assertThat(leftovers()).isZero();
      uploaded(slow.api(), "a.txt", null, "the next one");
    } finally {
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  /** The bytes are in the storage before the row is: both must go. */
  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 900000", "Transfer-Encoding: chunked"})
  void anUploadThatBreaksOffLeavesNothing(String framing) throws IOException {
    var person = people.someone();
    long before = storedFiles();
    String content = (framing.startsWith("T") ? "493e0\r\n" : "") + "x".repeat(300_000);

    try (Socket _ = begun(person, framing, content)) {
      Patience.await().until(() -> leftovers() > 0);
    }

    Patience.await().until(() -> leftovers() == 0);
    assertThat(storedFiles()).isEqualTo(before);
    assertThat(person.api().get(FILES).json(200).get("total").asInt()).isZero();
  }

  private static Socket begun(ChatClients.Person person, String framing, String content)
      throws IOException {
    URI server = URI.create(person.api().base());
    var socket = new Socket(server.getHost(), server.getPort());
    OutputStream out = socket.getOutputStream();
    out.write(
        "POST %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: text/plain\r\n%s\r\n\r\n%s"
            .formatted(path("half.txt", null), person.signedIn().accessToken(), framing, content)
            .getBytes(US_ASCII));
    out.flush();
    return socket;
  }

  private int leftovers() {
    return jdbc.sql("SELECT count(*) FROM file_leftover").query(Integer.class).single();
  }

  private static long storedFiles() throws IOException {
    try (Stream<Path> all = Files.walk(STORAGE)) {
      return all.filter(Files::isRegularFile).count();
    }
  }
}
