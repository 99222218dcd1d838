package dev.parley.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.testing.TinyServer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.discovery.simple.SimpleDiscoveryClient;
import org.springframework.cloud.client.discovery.simple.SimpleDiscoveryProperties;

class ServiceTokenTests {

  private static final String GOOD =
      "{\"access_token\":\"token-%d\",\"token_type\":\"Bearer\",\"expires_in\":600,\"more\":{}}";
  private static final ClientCredentials CREDENTIALS =
      new ClientCredentials("metrics-service", "s&cret= é", "ops");

  private final AtomicInteger issued = new AtomicInteger();
  private volatile String answer = GOOD;
  private final AtomicInteger status = new AtomicInteger(200);
  private final TinyServer chat =
      new TinyServer(
          exchange ->
              TinyServer.answer(
                  exchange, status.get(), answer.formatted(issued.incrementAndGet())));
  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final ServiceToken token = tokenFrom(chat.url());

  @AfterEach
  void stop() {
    chat.close();
  }

  @Test
  void asksByClientCredentialsAndKeepsTheAnswer() throws InterruptedException {
    assertThat(token.current()).hasValue("token-1");
    pass(Duration.ofSeconds(479));
    assertThat(token.current()).hasValue("token-1");
    assertThat(chat.requests()).hasSize(1);
    var request = chat.requests().getFirst();
    assertThat(request.path()).isEqualTo("/api/v1/auth/token");
    assertThat(request.body().split("&"))
        .containsExactlyInAnyOrder(
            "grant_type=client_credentials",
            "client_id=metrics-service",
            "client_secret=s%26cret%3D+%C3%A9",
            "scope=ops");
  }

  @Test
  void renewsShortlyBeforeTheEnd() throws InterruptedException {
    token.current();
    pass(Duration.ofMinutes(8));
    assertThat(token.current()).hasValue("token-2");
  }

  @Test
  void keepsTheOldOneAsLongAsItIsGoodWhenNoNewOneIsToBeHad() throws InterruptedException {
    token.current();
    status.set(503);
    pass(Duration.ofSeconds(500));
    assertThat(token.current()).hasValue("token-1");
    pass(Duration.ofSeconds(100));
    assertThat(token.current()).isEmpty();
  }

  @Test
  void asksLessAndLessOftenWhileRefused() throws InterruptedException {
    status.set(401);
    for (int second = 0; second <= 100; second++) {
      assertThat(token.current()).isEmpty();
      pass(Duration.ofSeconds(1));
    }
    // at 0, 1, 3, 7, 15, 31, 61 and 91 seconds
    assertThat(chat.requests()).hasSize(8);
    status.set(200);
    pass(Duration.ofSeconds(30));
    assertThat(token.current()).isPresent();
  }

  @Test
  void asksAnewWhenAnOldTokenIsRefusedButNotForAFreshOne() throws InterruptedException {
    token.current();
    token.refused("token-1");
    assertThat(token.current()).hasValue("token-1");
    pass(Duration.ofSeconds(11));
    token.refused("some other token");
    assertThat(token.current()).hasValue("token-1");
    token.refused("token-1");
    assertThat(token.current()).hasValue("token-2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "<html>",
        "{\"access_token\":\"\",\"expires_in\":600}",
        "{\"access_token\":\"t\"}",
        "{\"access_token\":\"t\",\"expires_in\":-1}",
        "{\"access_token\":\"t\\r\\nX-Evil: 1\",\"expires_in\":600}"
      })
  void trustsNoAnswerBlindly(String bad) throws InterruptedException {
    answer = bad;
    assertThat(token.current()).isEmpty();
    answer = GOOD;
    pass(Duration.ofMinutes(1));
    assertThat(token.current()).hasValue("token-2");
  }

  @Test
  void asksTheNextInstanceWhereOneIsAway() throws InterruptedException {
    assertThat(tokenFrom(URI.create("http://127.0.0.1:1"), chat.url()).current()).isPresent();
  }

  @Test
  void hasNoneWhereNobodyIssuesAny() throws InterruptedException {
    assertThat(tokenFrom().current()).isEmpty();
  }

  @Test
  void showsNoSecretInLogs() {
    assertThat(new IssuedToken("very-secret", now, Duration.ofMinutes(1)).toString())
        .doesNotContain("very-secret");
    assertThat(CREDENTIALS.toString()).doesNotContain(CREDENTIALS.secret());
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private ServiceToken tokenFrom(URI... chats) {
    var known = new SimpleDiscoveryProperties();
    for (URI uri : chats) {
      var instance = new DefaultServiceInstance();
      instance.setServiceId("chat-service");
      instance.setUri(uri);
      known.getInstances().computeIfAbsent("chat-service", _ -> new ArrayList<>()).add(instance);
    }
    var beans = new StaticListableBeanFactory();
    beans.addBean("discovery", new SimpleDiscoveryClient(known));
    InstantSource source = () -> now;
    Clock clock = source.withZone(ZoneOffset.UTC);
    var issuer =
        new ServiceAddress(
            URI.create("lb://chat-service/api/v1/auth/token"),
            beans.getBeanProvider(DiscoveryClient.class));
    return new ServiceToken(issuer, CREDENTIALS, new ObjectMapper(), clock);
  }
}
