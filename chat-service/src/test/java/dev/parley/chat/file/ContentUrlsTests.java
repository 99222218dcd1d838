package dev.parley.chat.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.platform.problem.ProblemException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContentUrlsTests {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final UUID file = UUID.randomUUID();

  @Test
  void withoutACdnContentIsHere() {
    assertThat(urls(null, "secret", NOON).of(file))
        .isEqualTo("/api/v1/files/%s/content".formatted(file));
  }

  @Test
  void everybodyGetsTheSameAddressWithinAnHour() {
    String first = at(NOON).of(file);

    assertThat(first)
        .startsWith(
            "https://cdn.example.org/base/api/v1/files/%s/content?expires=".formatted(file));
    assertThat(at(NOON.plusSeconds(3599)).of(file)).isEqualTo(first);
    assertThat(at(NOON.plusSeconds(3600)).of(file)).isNotEqualTo(first);
  }

  @Test
  void anAddressOpensItsFileUntilItExpires() {
    Signed signed = Signed.of(at(NOON).of(file));

    assertThat(at(NOON).requireValid(file, signed.expires(), signed.signature()))
        .isEqualTo(Duration.ofHours(2));
    assertThat(at(NOON.plusSeconds(7199)).requireValid(file, signed.expires(), signed.signature()))
        .isEqualTo(Duration.ofSeconds(1));
    refuses(at(NOON.plusSeconds(7201)), file, signed.expires(), signed.signature());
  }

  @Test
  void noOtherAddressOpensAnything() {
    Signed signed = Signed.of(at(NOON).of(file));

    refuses(at(NOON), UUID.randomUUID(), signed.expires(), signed.signature());
    refuses(at(NOON), file, signed.expires() + 3600, signed.signature());
    refuses(at(NOON), file, Long.MAX_VALUE, signed.signature());
    refuses(at(NOON), file, signed.expires(), signed.signature() + "x");
    refuses(at(NOON), file, signed.expires(), "");
    refuses(urls(null, "other", NOON), file, signed.expires(), signed.signature());
  }

  private static void refuses(ContentUrls urls, UUID id, long expires, String signature) {
    assertThatThrownBy(() -> urls.requireValid(id, expires, signature))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.code()).isEqualTo("file.signature_invalid"));
  }

  private record Signed(long expires, String signature) {
    static Signed of(String url) {
      String[] parts = url.split("[?&=]", -1);
      return new Signed(Long.parseLong(parts[2]), parts[4]);
    }
  }

  private static ContentUrls at(Instant now) {
    return urls(URI.create("https://cdn.example.org/base/"), "secret", now);
  }

  private static ContentUrls urls(@Nullable URI cdn, String secret, Instant now) {
    var properties =
        SomeFileProperties.with(
            new FileProperties.Cdn(cdn, Duration.ofHours(1), null, "", Duration.ofSeconds(1)));
    return new ContentUrls(properties, secret, Clock.fixed(now, ZoneOffset.UTC));
  }
}
