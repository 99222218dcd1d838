package dev.parley.chat.file;

import static dev.parley.chat.file.Uploader.FILES;
import static dev.parley.chat.file.Uploader.uploaded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatClients.Person;
import dev.parley.chat.ChatServiceTest;
import dev.parley.chat.file.storage.FileStorage;
import dev.parley.testing.Answer;
import dev.parley.testing.Api;
import dev.parley.testing.Patience;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows and bytes: what happens when one is without the other, and who may have the bytes. */
@ChatServiceTest
class StoredBytesIntegrationTests {

  @Autowired private ChatClients people;
  @Autowired private FileStorage storage;
  @Autowired private LeftoverStore leftovers;
  @Autowired private Leftovers remover;
  @Autowired private FileProperties properties;
  @Autowired private FileMeters meters;
  @Autowired private Clock clock;
  @Autowired private JdbcClient jdbc;

  @Value("${parley.secret}")
  private String secret;

  @Test
  void theSweepRemovesWhatNobodyCameBackFor() throws IOException {
    UUID crashed = bytes();
    UUID underWay = bytes();
    leftovers.add(crashed, Instant.now().minusSeconds(1));
    leftovers.add(underWay, Instant.now().plusSeconds(600));

    remover.sweep();

    assertThatThrownBy(() -> storage.open(crashed, 0, 1)).isInstanceOf(NoSuchFileException.class);
    storage.open(underWay, 0, 1).close();
    assertThat(leftovers.keep(crashed)).isFalse();
    assertThat(leftovers.keep(underWay)).isTrue();
    storage.delete(underWay);
  }

  @Test
  void theSweepRemovesWhatWasNeverSent() {
    Person ada = people.someone();
    UUID talk = ada.createConversation("files");
    UUID unsent = Uploader.upload(ada.api(), "a.txt", null, "a").id();
    UUID fresh = Uploader.upload(ada.api(), "b.txt", null, "b").id();
    UUID shown = Uploader.upload(ada.api(), "c.txt", talk, "c").id();
    jdbc.sql("UPDATE file SET created_at = now() - interval '25 hours' WHERE id IN (:ids)")
        .param("ids", List.of(unsent, shown))
        .update();

    remover.sweep();

    ada.api().get(Uploader.FILES + "/" + unsent).assertProblem(404, "file.not_found");
    // another sweep may have been before ours
    Patience.await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> storage.open(unsent, 0, 1).close())
                    .isInstanceOf(NoSuchFileException.class));
    ada.api().get(Uploader.FILES + "/" + fresh).assertStatus(200);
    ada.api().get(Uploader.FILES + "/" + shown).assertStatus(200);
  }

  @ParameterizedTest
  @CsvSource({"1,5368709118,409", "1,5368709110,201", "10000,1,409"})
  void nobodyKeepsMoreThanThereIsRoomFor(int files, long bytesEach, int answer) {
    Person ada = people.someone();
    jdbc.sql(
            "INSERT INTO file (id, owner_id, name, content_type, size, sha256, created_at)"
                + " SELECT gen_random_uuid(), :owner, 'x', 'text/plain', :size, '', now()"
                + " FROM generate_series(1, :files)")
        .param("owner", ada.id())
        .param("size", bytesEach)
        .param("files", files)
        .update();

    Answer answered = Uploader.upload(ada.api(), "a.txt", null, "four");

    assertThat(answered.status()).isEqualTo(answer);
    if (answer == 409) {
      answered.assertProblem(409, "file.quota_exceeded").hasDetailContaining("Delete some");
    }
    jdbc.sql("DELETE FROM file WHERE owner_id = ?").param(ada.id()).update();
  }

  @Test
  void whatCannotBeRemovedNowIsRemovedLater() throws IOException {
    UUID id = bytes();
    leftovers.add(id, Instant.now());

    new Leftovers(leftovers, new BrokenStorage(), properties, meters, clock).remove(id);

    assertThat(leftovers.keep(id)).as("an upload that has been given up stays so").isFalse();
    leftovers.condemn(id, Instant.now().minusSeconds(1));
    remover.sweep();
    assertThatThrownBy(() -> storage.open(id, 0, 1)).isInstanceOf(NoSuchFileException.class);
    assertThat(leftovers.condemn(id, Instant.now())).isFalse();
  }

  /** Else the client would wait for the rest for ever, or take half a file for a whole one. */
  @Test
  void anAnswerThatCannotBeFinishedEndsTheConnection() throws IOException {
    Api api = people.someone().api();
    UUID id = id(uploaded(api, "a.txt", null, "x".repeat(300_000)));
    try (var file = new RandomAccessFile(path(id).toFile(), "rw")) {
      file.setLength(200_000);
    }

    assertThatThrownBy(() -> api.get(content(id))).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void contentThatIsLostIsSaidToBe() throws IOException {
    Api api = people.someone().api();
    UUID id = id(uploaded(api, "a.txt", null, "hello"));
    storage.delete(id);

    api.get(content(id)).assertProblem(500, "file.content_lost");
  }

  @Test
  void aSignedAddressNeedsNoToken() {
    Api owner = people.someone().api();
    Api anybody = people.anonymous();
    UUID id = id(uploaded(owner, "a.txt", null, "hello"));
    String signed = signed(id);

    Answer answer = anybody.get(signed).assertStatus(200);

    assertThat(answer.body()).isEqualTo("hello");
    assertThat(answer.header("Cache-Control")).matches("public, max-age=\\d{4}");
    anybody.with("Range", "bytes=1-2").get(signed).assertStatus(206);
    anybody.as("worn-out").get(signed).assertStatus(200);
    anybody.get(signed + "x").assertProblem(403, "file.signature_invalid");
    anybody.get(content(id) + "?signature=&expires=1").assertProblem(403, "file.signature_invalid");
    anybody.get(content(id) + "?signature").assertProblem(400, "request.invalid_parameter");
    anybody.get(content(id) + "?x=signature").assertProblem(401, "auth.required");
    anybody.get(FILES + "/" + id + "?signature=x").assertProblem(401, "auth.required");
    anybody.delete(content(id) + "?signature=x").assertProblem(405, "route.method_not_allowed");
    owner.delete(FILES + "/" + id).assertStatus(204);
    anybody.get(signed).assertProblem(404, "file.not_found");
  }

  private String signed(UUID id) {
    var atACdn =
        SomeFileProperties.with(
            new FileProperties.Cdn(
                URI.create("https://cdn.example.org"),
                Duration.ofHours(1),
                null,
                "",
                Duration.ofSeconds(1)));
    return new ContentUrls(atACdn, secret, clock)
        .of(id)
        .substring("https://cdn.example.org".length());
  }

  private UUID bytes() throws IOException {
    UUID id = UUID.randomUUID();
    storage.put(id, new ByteArrayInputStream(new byte[] {1}));
    return id;
  }

  private static UUID id(JsonNode file) {
    return UUID.fromString(file.required("id").asText());
  }

  private static String content(UUID id) {
    return FILES + "/" + id + "/content";
  }

  private static Path path(UUID id) {
    String name = id.toString();
    return Path.of("target/files", name.substring(34), name.substring(32, 34), name);
  }

  /** As a server that is away. */
  private static final class BrokenStorage implements FileStorage {

    @Override
    public void put(UUID id, InputStream bytes) throws IOException {
      throw new IOException("away");
    }

    @Override
    public InputStream open(UUID id, long offset, long length) throws IOException {
      throw new IOException("away");
    }

    @Override
    public void delete(UUID id) throws IOException {
      throw new IOException("away");
    }

    @Override
    public void tidy(Instant before) throws IOException {
      throw new IOException("away");
    }
  }
}
