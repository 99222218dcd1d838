package dev.parley.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class JsonAutoConfigurationTests {

  private final ApplicationContextRunner context =
      new ApplicationContextRunner()
          .withPropertyValues("spring.jackson.default-property-inclusion=always")
          .withConfiguration(
              AutoConfigurations.of(JsonAutoConfiguration.class, JacksonAutoConfiguration.class));

  record Stay(int nightCount, @Nullable String guestName, @Nullable Instant bookedAt) {}

  @Test
  void namesAreInSnakeCaseAndNothingIsLeftOut() {
    withMapper(
        mapper ->
            assertThat(mapper.writeValueAsString(new Stay(2, null, null)))
                .isEqualTo("{\"night_count\":2,\"guest_name\":null,\"booked_at\":null}"));
  }

  /** Strings that clients compare have to be of one length. */
  @ParameterizedTest
  @CsvSource({
    "2026-01-02T03:04:05Z, 2026-01-02T03:04:05.000Z",
    "2026-01-02T03:04:05.6Z, 2026-01-02T03:04:05.600Z",
    "2026-01-02T03:04:05.678901Z, 2026-01-02T03:04:05.678Z"
  })
  void timesHaveThreeDigitsOfASecond(Instant time, String written) {
    withMapper(
        mapper -> assertThat(mapper.writeValueAsString(new Stay(1, null, time))).contains(written));
  }

  @Test
  void timesAreReadWithAnyOffset() {
    withMapper(
        mapper ->
            assertThat(
                    mapper
                        .readValue(
                            "{\"night_count\":1,\"booked_at\":\"2026-01-02T05:04:05+02:00\"}",
                            Stay.class)
                        .bookedAt())
                .isEqualTo("2026-01-02T03:04:05Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"night_count\":\"2\"}",
        "{\"night_count\":2.0}",
        "{\"night_count\":null}",
        "{\"night_count\":true}",
        "{\"night_count\":1,\"guest_name\":7}",
        "{\"night_count\":1,\"guest_name\":true}",
        "{\"night_count\":1,\"nights\":2}"
      })
  void guessesNothing(String json) {
    withMapper(
        mapper ->
            assertThatThrownBy(() -> mapper.readValue(json, Stay.class))
                .isInstanceOf(MismatchedInputException.class));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"night_count\":1,\"night_count\":2}",
        "{\"night_count\":1}{}",
        "{\"night_count\":1,}"
      })
  void takesOneWellFormedDocument(String json) {
    withMapper(
        mapper ->
            assertThatThrownBy(() -> mapper.readValue(json, Stay.class))
                .isInstanceOf(JsonProcessingException.class));
  }

  /** What a database would refuse, or give back changed. */
  @ParameterizedTest
  @ValueSource(strings = {"a\\u0000b", "\\ud83d", "\\udc4d\\ud83d", "x\\ud800y"})
  void takesNoTextThatCannotBeKept(String text) {
    withMapper(
        mapper ->
            assertThatThrownBy(
                    () ->
                        mapper.readValue(
                            "{\"night_count\":1,\"guest_name\":\"" + text + "\"}", Stay.class))
                .isInstanceOf(UnstorableTextException.class));
  }

  @Test
  void takesEveryWholeCharacter() {
    withMapper(
        mapper ->
            assertThat(
                    mapper
                        .readValue(
                            "{\"night_count\":1,\"guest_name\":\"\\ud83d\\udc4d\\u0001é\"}",
                            Stay.class)
                        .guestName())
                .isEqualTo("\ud83d\udc4d\u0001é"));
  }

  @Test
  void aServiceMayDoWithoutIt() {
    context
        .withPropertyValues("parley.json.enabled=false")
        .run(
            started ->
                assertThat(
                        started
                            .getBean(ObjectMapper.class)
                            .writeValueAsString(new Stay(2, null, null)))
                    .contains("nightCount"));
  }

  private void withMapper(Check check) {
    context.run(started -> check.with(started.getBean(ObjectMapper.class)));
  }

  @FunctionalInterface
  private interface Check {
    void with(ObjectMapper mapper) throws Exception;
  }
}
