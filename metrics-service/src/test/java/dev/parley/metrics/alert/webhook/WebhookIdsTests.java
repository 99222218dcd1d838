package dev.parley.metrics.alert.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WebhookIdsTests {

  private static final URI URL = URI.create("https://chat.example.org/hooks/T0/s3cr3t");

  private final WebhookIds ids = new WebhookIds("the installation's");

  /** Computed by another program, so that it stays what admins have noted down. */
  @Test
  void stayTheSame() {
    assertThat(ids.of(URL)).hasToString("f1ac3549-98ab-8572-8743-1a42bb9f5562");
    assertThat(ids.of(URL).version()).isEqualTo(8);
    assertThat(ids.of(URL).variant()).isEqualTo(2);
  }

  @Test
  void tellNothingOfTheAddressToWhoeverLacksTheSecret() {
    assertThat(ids.of(URL))
        .isNotEqualTo(UUID.nameUUIDFromBytes(URL.toString().getBytes(UTF_8)))
        .isNotEqualTo(new WebhookIds("another's").of(URL));
  }

  @Test
  void tellAddressesApart() {
    assertThat(ids.of(URL)).isNotEqualTo(ids.of(URI.create(URL + "2")));
  }
}
