package dev.parley.chat.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.platform.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyReaderTests {

  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final String SOUND =
      "{\"external_id\":\"sound\",\"title\":\"t\",\"content\":\"c\"}";

  private final List<StagedRecord> records = new ArrayList<>();
  private final List<StagedMessage> messages = new ArrayList<>();

  @Test
  void fieldsComeInAnyOrder() throws IOException {
    String source =
        read(
            """
            {"items": [{
              "messages": [
                {"content": "hello", "role": "system"},
                {"created_at": "2020-01-02T03:04:05.6789+01:00", "content": "hi", "author": "Grace"},
                {"content": "last", "external_id": "m3", "metadata": {"a": [1, 2.5]}}],
              "tags": ["x", "y"], "metadata": {"b": null}, "title": "A talk", "external_id": "7"}],
             "source": "slack"}
            """);

    assertThat(source).isEqualTo("slack");
    StagedRecord record = records.getFirst();
    assertThat(record.externalId()).isEqualTo("7");
    StagedRecord.Content content = Objects.requireNonNull(record.content());
    assertThat(content.tags()).containsExactly("x", "y");
    assertThat(content.createdAt()).isEqualTo("2020-01-02T02:04:05.678Z");
    assertThat(content.updatedAt()).isEqualTo("2020-01-02T02:04:05.678Z");
    assertThat(content.messages()).isEqualTo(3);
    assertThat(messages).extracting(StagedMessage::n).containsExactly(1, 2, 3);
    assertThat(messages).extracting(StagedMessage::role).containsExactly("system", "user", "user");
    assertThat(messages)
        .extracting(StagedMessage::metadata)
        .containsExactly("{}", "{\"author\":\"Grace\"}", "{\"a\":[1,2.5],\"external_id\":\"m3\"}");
    assertThat(messages)
        .as("without a time of its own a message has that of the one before")
        .extracting(StagedMessage::createdAt)
        .containsExactly(
            null,
            Instant.parse("2020-01-02T02:04:05.678Z"),
            Instant.parse("2020-01-02T02:04:05.678Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7 | '' | must be an object",
        "[[{}]] | '' | must be an object",
        "{} | /external_id | is required",
        "{\"external_id\":\" \"} | /external_id | is required",
        "{\"external_id\":7} | /external_id | must be a string",
        "{\"external_id\":\"x\"} | /title | is required",
        "{\"external_id\":\"x\",\"title\":null} | /title | is required",
        "{\"external_id\":\"x\",\"title\":\"a\\u0000\"} | /title | NUL",
        "{\"external_id\":\"x\",\"title\":\"\\ud800\"} | /title | surrogate",
        "{\"external_id\":\"x\",\"external_id\":\"y\"} | /external_id | is given twice",
        "{\"external_id\":\"x\",\"titel\":[{}]} | /titel | unknown field; known are content",
        "{\"external_id\":\"x\",\"title\":\"t\"} | /content | is required, or messages",
        "{\"external_id\":\"x\",\"title\":\"t\",\"messages\":[]} | /messages | at least one",
        "{\"external_id\":\"x\",\"title\":\"t\",\"messages\":{}} | /messages | must be an array",
        "{\"external_id\":\"x\",\"messages\":[1]} | /messages/0 | must be an object",
        "{\"external_id\":\"x\",\"messages\":[{}]} | /messages/0/content | is required",
        "{\"external_id\":\"x\",\"messages\":[{\"content\":\"a\"},{\"content\":\" \"}]} | /messages/1/content | is required",
        "{\"external_id\":\"x\",\"messages\":[{\"content\":\"a\",\"role\":\"bot\"}]} | /messages/0/role | must be one of",
        "{\"external_id\":\"x\",\"messages\":[{\"content\":\"a\",\"seq\":3}]} | /messages/0/seq | unknown field",
        "{\"external_id\":\"x\",\"messages\":[{\"content\":\"a\",\"created_at\":\"now\"}]} | /messages/0/created_at | RFC 3339",
        "{\"external_id\":\"x\",\"messages\":[{\"content\":\"a\",\"metadata\":[]}]} | /messages/0/metadata | must be an object",
        "{\"external_id\":\"x\",\"messages\":[{\"content\":\"a\",\"author\":\"b\",\"metadata\":{\"author\":\"c\"}}]} | /messages/0/metadata/author | differs",
        "{\"external_id\":\"x\",\"content\":\"a\",\"messages\":[{\"content\":\"a\"}]} | /messages | not both",
        "{\"external_id\":\"x\",\"messages\":[{\"content\":\"a\"}],\"content\":\"a\"} | /content | not both",
        "{\"external_id\":\"x\",\"created_at\":\"2026-03-03T00:00:00Z\"} | /created_at | between 1970 and now",
        "{\"external_id\":\"x\",\"created_at\":\"1969-12-31T00:00:00Z\"} | /created_at | between 1970 and now",
        "{\"external_id\":\"x\",\"tags\":\"a\"} | /tags | must be an array",
        "{\"external_id\":\"x\",\"tags\":[\"a\",null]} | /tags/1 | is required",
        "{\"external_id\":\"x\",\"tags\":[\"a,b\"]} | /tags/0 | must hold a letter",
        "{\"external_id\":\"x\",\"metadata\":{\"a\":1,\"a\":2}} | /metadata | twice",
        "{\"external_id\":\"x\",\"metadata\":{\"a\":1e400}} | /metadata | 64 bits",
        "{\"external_id\":\"x\",\"metadata\":{\"a\":[\"\\u0000\"]}} | /metadata | NUL",
      })
  void aBadRecordFailsAloneAndSaysWhere(String item, String pointer, String detail)
      throws IOException {
    read(body(SOUND + "," + item + "," + SOUND));

    assertThat(records).hasSize(3);
    assertThat(records.getFirst().content()).isNotNull();
    assertThat(records.get(1).content()).isNull();
    assertThat(records.get(1).pointer()).isEqualTo("/items/1" + pointer);
    assertThat(records.get(1).detail()).contains(detail);
    assertThat(records.getLast().content()).isNotNull();
  }

  @Test
  void limitsAreThoseOfWhatIsPosted() throws IOException {
    String item = "{\"external_id\":\"%s\",\"title\":\"%s\",\"content\":\"%s\",\"metadata\":%s}";
    String large = "{\"a\":\"%s\"}".formatted("x".repeat(16 * 1024 - 8));
    String deep = "{\"a\":".repeat(15) + "1" + "}".repeat(15);
    read(
        body(
            item.formatted("x".repeat(200), "x".repeat(200), "x".repeat(16_000), large)
                + ","
                + item.formatted("1", "t", "c", deep)
                + ","
                + item.formatted("x".repeat(201), "t", "c", "{}")
                + ","
                + item.formatted("2", "x".repeat(201), "c", "{}")
                + ","
                + item.formatted("3", "t", "x".repeat(16_001), "{}")
                + ","
                + item.formatted("4", "t", "c", large.replace("\"a\"", "\"ab\""))
                + ","
                + item.formatted("5", "t", "c", "{\"a\":" + deep + "}")));

    assertThat(records)
        .extracting(StagedRecord::pointer)
        .containsExactly(
            null,
            null,
            "/items/2/external_id",
            "/items/3/title",
            "/items/4/content",
            "/items/5/metadata",
            "/items/6/metadata");
    assertThat(records.get(4).detail()).isEqualTo("Content too long. Max length: 16000");
  }

  /** What cannot be kept is passed over as it streams by, not gathered first. */
  @Test
  void metadataOfAnySizeIsPassedOver() throws IOException {
    String list =
        IntStream.range(0, 200_000).mapToObj(i -> "" + i).collect(Collectors.joining(","));
    read(
        body(
            "{\"external_id\":\"x\",\"metadata\":{\"a\":[%s]},\"title\":\"t\"},%s"
                .formatted(list, SOUND)));

    assertThat(records.getFirst().detail()).isEqualTo("must have at most 16 KB");
    assertThat(records.getLast().content()).isNotNull();
  }

  @Test
  void aFaultyRecordIsCalledByItsNameWhereverThatStands() throws IOException {
    read(
        body(
            "{\"title\":5,\"metadata\":{\"external_id\":\"not this\"},\"messages\":[{\"external_id\":\"nor"
                + " this\"}],\"external_id\":\"this\"}"));

    assertThat(records.getFirst().externalId()).isEqualTo("this");
  }

  @Test
  void theSameAgainHasTheSameDigestAndNothingElseHas() throws IOException {
    String item = "{\"external_id\":\"x\",\"title\":\"%s\",\"messages\":[%s]}";
    for (String each :
        List.of(
            item.formatted("t", "{\"content\":\"a\"},{\"content\":\"b\"}"),
            item.formatted("t", "{\"content\":\"a\"},{\"content\":\"b\",\"role\":\"user\"}"),
            item.formatted("u", "{\"content\":\"a\"},{\"content\":\"b\"}"),
            item.formatted("t", "{\"content\":\"ab\"}"),
            item.formatted("t", "{\"content\":\"b\"},{\"content\":\"a\"}"),
            item.formatted("t", "{\"content\":\"a\"},{\"content\":\"b\",\"author\":\"g\"}"))) {
      read(body(each));
    }

    List<String> digests =
        records.stream().map(r -> Objects.requireNonNull(r.content()).digest()).toList();
    assertThat(digests.get(1)).isEqualTo(digests.getFirst());
    assertThat(digests.stream().distinct()).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | request.body_missing",
        "null | request.body_missing",
        "[] | request.wrong_type",
        "{} | request.invalid",
        "{\"source\":\"slack\"} | request.invalid",
        "{\"source\":\"slack\",\"items\":[]} | request.invalid",
        "{\"source\":\"slack\",\"items\":{}} | request.wrong_type",
        "{\"source\":7,\"items\":[1]} | request.wrong_type",
        "{\"source\":\"carrier pigeon\",\"items\":[1]} | import.source_invalid",
        "{\"items\":[1],\"source\":\"carrier pigeon\"} | import.source_invalid",
        "{\"source\":\"slack\",\"items\":[1],\"items\":[2]} | request.invalid",
        "{\"source\":\"slack\",\"items\":[1],\"mode\":\"x\"} | request.unknown_field",
        "{\"source\":\"slack\",\"items\":[1]} {} | request.malformed_json",
      })
  void saysWhatIsWrongWithTheBodyAsAWhole(String body, String code) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void aTextTooLongToBePassedOverRefusesTheBody() {
    String endless = "{\"external_id\":\"%s\"}".formatted("x".repeat(1_100_000));

    assertThatThrownBy(() -> read(body(endless)))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.code()).isEqualTo("request.too_complex"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"source\":", "{\"source\":\"slack\",\"items\":[{]}", "source=slack"})
  void whatIsNoJsonIsRefused(String body) {
    assertThatThrownBy(() -> read(body)).isInstanceOf(JsonProcessingException.class);
  }

  private static String body(String items) {
    return "{\"source\":\"slack\",\"items\":[%s]}".formatted(items);
  }

  private String read(String body) throws IOException {
    var mapper = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    return new BodyReader(mapper, BodyReaderTests::slackOnly)
        .read(
            new ByteArrayInputStream(body.getBytes(UTF_8)),
            true,
            NOW,
            new BodyReader.Sink() {
              @Override
              public void message(StagedMessage message) {
                messages.add(message);
              }

              @Override
              public void record(StagedRecord record) {
                records.add(record);
              }
            });
  }

  private static String slackOnly(String source) {
    if (!source.equals("slack")) {
      throw ProblemException.badRequest("import.source_invalid", "Must be slack.");
    }
    return source;
  }
}
