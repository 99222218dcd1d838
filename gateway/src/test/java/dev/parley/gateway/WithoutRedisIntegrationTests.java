package dev.parley.gateway;

import dev.parley.testing.Api;
import dev.parley.testing.ParleyTest;
import dev.parley.testing.TestTokens;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

/** Nobody is locked out because Redis is: a revoked token lives out its minutes instead. */
@ParleyTest(properties = "REDIS_URL=redis://127.0.0.1:1")
@ContextConfiguration(initializers = Upstreams.class)
class WithoutRedisIntegrationTests {

  @Test
  void requestsAreServedAllTheSame(@LocalServerPort int port) {
    String token = TestTokens.userToken("ada").inSession(UUID.randomUUID()).value();

    Api.atPort(port).as(token).get("/api/v1/me").assertStatus(200);
    Api.atPort(port).get("/readyz").assertStatus(200);
  }
}
