package dev.parley.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;

class RememberingTokenExchangeTests {

  private final AtomicLong nanos = new AtomicLong();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final String token = ApiToken.random(UUID.randomUUID(), new SecureRandom()).text();
  private CompletableFuture<String> answer = CompletableFuture.completedFuture("an access token");
  private final TokenExchange exchange =
      new RememberingTokenExchange(
          text -> {
            asked.add(text);
            return answer;
          },
          Duration.ofSeconds(60),
          nanos::get);

  @Test
  void asksOnceInAMinute() {
    for (int i = 0; i < 3; i++) {
      assertThat(exchange.accessTokenFor(token).join()).isEqualTo("an access token");
    }
    assertThat(asked).hasSize(1);

    pass(Duration.ofSeconds(61));
    assertThat(exchange.accessTokenFor(token).join()).isEqualTo("an access token");
    assertThat(asked).hasSize(2);
  }

  @Test
  void whoComesWhileTheQuestionIsOpenWaitsForTheSameAnswer() {
    answer = new CompletableFuture<>();
    var first = exchange.accessTokenFor(token);
    var second = exchange.accessTokenFor(token);

    answer.complete("late");

    assertThat(first.join()).isEqualTo("late");
    assertThat(second.join()).isEqualTo("late");
    assertThat(asked).hasSize(1);
  }

  @Test
  void remembersANoForMomentsOnly() {
    answer = CompletableFuture.failedFuture(new BadJwtException("revoked"));
    assertRefused();
    assertRefused();
    assertThat(asked).hasSize(1);

    pass(Duration.ofSeconds(4));
    answer = CompletableFuture.completedFuture("an access token");
    assertThat(exchange.accessTokenFor(token).join()).isEqualTo("an access token");
  }

  @Test
  void remembersNotThatNobodyCouldSay() {
    answer = CompletableFuture.failedFuture(new ExchangeUnavailableException("away", null));
    assertThatThrownBy(() -> exchange.accessTokenFor(token).join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(ExchangeUnavailableException.class);

    answer = CompletableFuture.completedFuture("an access token");
    assertThat(exchange.accessTokenFor(token).join()).isEqualTo("an access token");
  }

  @Test
  void asksNobodyAboutWhatHasNoChecksum() {
    assertThatThrownBy(() -> exchange.accessTokenFor(token.replace("prl_", "prl_0")).join())
        .hasCauseInstanceOf(BadJwtException.class);
    assertThat(asked).isEmpty();
  }

  private void assertRefused() {
    assertThatThrownBy(() -> exchange.accessTokenFor(token).join())
        .hasCauseInstanceOf(BadJwtException.class);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
