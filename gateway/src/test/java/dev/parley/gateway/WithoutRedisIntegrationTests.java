package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Answer;
import dev.parley.testing.Api;
import dev.parley.testing.ParleyTest;
import dev.parley.testing.TestTokens;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

/**
 * Nobody is locked out because Redis is away: a revoked token lives out its minutes instead, and
 * each gateway counts for itself. Only passwords are not to be guessed at meanwhile.
 */
@ParleyTest(properties = "REDIS_URL=redis://127.0.0.1:1")
@ContextConfiguration(initializers = Upstreams.class)
class WithoutRedisIntegrationTests {

  @LocalServerPort private int port;

  @Test
  void requestsAreServedAllTheSame() {
    String token = TestTokens.userToken("ada").inSession(UUID.randomUUID()).value();

    Api.atPort(port).as(token).get("/api/v1/me").assertStatus(200);
    Api.atPort(port).get("/readyz").assertStatus(200);
  }

  @Test
  void eachGatewayCountsForItself() {
    Api bob = Api.atPort(port).as(TestTokens.userToken("bob").value());

    IntStream.range(0, 30).forEach(_ -> bob.get("/api/v1/search").assertStatus(200));

    bob.get("/api/v1/search").assertProblem(429, "rate_limit.search");
  }

  @Test
  void nobodySignsIn() {
    Answer answer = Api.atPort(port).post("/api/v1/auth/login", Map.of("username", "ada"));

    answer.assertProblem(503, "rate_limit.unavailable");
    assertThat(answer.header("Retry-After")).isEqualTo("2");
  }
}
