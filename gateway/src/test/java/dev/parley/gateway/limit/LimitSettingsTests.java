package dev.parley.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.gateway.Settings;
import dev.parley.gateway.request.RequestPattern;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Policies are data: an operator changes one, adds one, or switches one off. */
class LimitSettingsTests {

  private static final String PREFIX = "PARLEY_GATEWAY_LIMITS_POLICIES_";

  @Test
  void onePartOfAPolicyIsChangedAndTheRestStays() {
    LimitPolicy search = policy("search", Map.of(PREFIX + "SEARCH_WINDOW", "10s"));

    assertThat(search.window()).isEqualTo(Duration.ofSeconds(10));
    assertThat(search.quota()).isEqualTo(30);
    assertThat(search.routes()).containsExactly(RequestPattern.of("/api/v1/search"));
  }

  @Test
  void anotherIsAdded() {
    LimitPolicy bots =
        policy(
            "bots",
            Map.of(
                PREFIX + "BOTS_PER", "token",
                PREFIX + "BOTS_QUOTA", "20",
                PREFIX + "BOTS_BURST", "5",
                PREFIX + "BOTS_WINDOW", "1m",
                PREFIX + "BOTS_WITHOUTREDIS", "closed"));

    assertThat(bots.per()).containsExactly(Per.TOKEN);
    assertThat(bots.burst()).isEqualTo(5);
    assertThat(bots.burstWindow()).isEqualTo(Duration.ofSeconds(15));
    assertThat(bots.closedWithoutRedis()).isTrue();
  }

  /** As docs/configuration.md has it. */
  @Test
  void anotherIsAddedForRoutesOfItsOwn() {
    LimitPolicy tags =
        policy(
            "tags",
            Map.of(
                PREFIX + "TAGS_PER", "user",
                PREFIX + "TAGS_ROUTES", "GET /api/v1/tags,GET /api/v1/conversations/*/tags",
                PREFIX + "TAGS_QUOTA", "10",
                PREFIX + "TAGS_WINDOW", "10s",
                PREFIX + "TAGS_BURST", "5"));

    assertThat(tags.routes())
        .containsExactly(
            RequestPattern.of("GET /api/v1/tags"),
            RequestPattern.of("GET /api/v1/conversations/*/tags"));
    assertThat(tags.alone()).isFalse();
    assertThat(tags.closedWithoutRedis()).isFalse();
    assertThat(tags.announced()).isEqualTo("\"tags\";q=10;w=10");
  }

  @Test
  void oneOrAllAreSwitchedOff() {
    assertThat(policies(Map.of("RATE_LIMIT_CHAT", "0")))
        .extracting(LimitPolicy::name)
        .contains("search")
        .doesNotContain("chat");
    assertThat(policies(Map.of("RATE_LIMIT_ENABLED", "false"))).isEmpty();
  }

  @Test
  void nonsenseIsRefusedAndNamed() {
    assertThatThrownBy(() -> policies(Map.of("RATE_LIMIT_SEARCH", "-1")))
        .hasMessageContaining("'search'");
    assertThatThrownBy(() -> policies(Map.of(PREFIX + "SEARCH_BURST", "31")))
        .hasMessageContaining("'search'");
  }

  private static LimitPolicy policy(String name, Map<String, String> variables) {
    return policies(variables).stream()
        .filter(policy -> policy.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<LimitPolicy> policies(Map<String, String> variables) {
    return Settings.with(variables)
        .bind("parley.gateway.limits", LimitProperties.class)
        .get()
        .inForce();
  }
}
