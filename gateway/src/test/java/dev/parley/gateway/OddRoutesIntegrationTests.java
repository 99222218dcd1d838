package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Answer;
import dev.parley.testing.Api;
import dev.parley.testing.ParleyTest;
import dev.parley.testing.TestTokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Routes that only Spring Cloud Gateway understands go its way, and the order of all holds. */
@ParleyTest(redis = true, properties = "RATE_LIMIT_ENABLED=false")
@ContextConfiguration(initializers = Upstreams.class)
class OddRoutesIntegrationTests {

  private Api ada = Api.atPort(0);

  @DynamicPropertySource
  static void routes(DynamicPropertyRegistry registry) {
    String[] routes = {
      "[0].id=fixed",
      "[0].uri=" + Upstreams.url("search-service"),
      "[0].predicates[0]=Path=/api/v1/fixed/**",
      "[0].filters[0]=AddRequestHeader=X-Seen, fixed",
      "[1].id=odd",
      "[1].uri=lb://search-service",
      "[1].predicates[0]=Path=/api/v1/**",
      "[1].predicates[1]=Header=X-Odd",
      "[1].filters[0]=AddRequestHeader=X-Seen, odd",
      "[2].id=plain",
      "[2].uri=lb://chat-service",
      "[2].predicates[0]=Path=/api/v1/**"
    };
    for (String each : routes) {
      String[] parts = each.split("=", 2);
      registry.add("spring.cloud.gateway.server.webflux.routes" + parts[0], () -> parts[1]);
    }
  }

  @BeforeEach
  void connect(@LocalServerPort int port) {
    ada = Api.atPort(port).as(TestTokens.userToken("ada").value());
  }

  @Test
  void aRouteMayLeadToAnAddress() {
    assertThat(serviceOf(ada.get("/api/v1/fixed/1"))).isEqualTo("search-service");
    assertThat(Upstreams.requests("/api/v1/fixed/1").getLast().header("X-Seen")).isEqualTo("fixed");
  }

  @Test
  void aRouteMayDependOnMoreThanItsPathAndChangeARequest() {
    assertThat(serviceOf(ada.with("X-Odd", "1").get("/api/v1/either"))).isEqualTo("search-service");
    assertThat(Upstreams.requests("/api/v1/either").getLast().header("X-Seen")).isEqualTo("odd");

    assertThat(serviceOf(ada.get("/api/v1/either"))).isEqualTo("chat-service");
    assertThat(Upstreams.requests("/api/v1/either")).anyMatch(it -> it.header("X-Seen").isEmpty());
  }

  private static String serviceOf(Answer answer) {
    return answer.json(200).required("service").asText();
  }
}
