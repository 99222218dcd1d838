package dev.parley.metrics.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import dev.parley.metrics.figures.Reading;
import dev.parley.platform.security.ClientCredentials;
import dev.parley.platform.security.ServiceAddress;
import dev.parley.platform.security.ServiceToken;
import dev.parley.testing.Patience;
import dev.parley.testing.TinyServer;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.discovery.simple.SimpleDiscoveryClient;
import org.springframework.cloud.client.discovery.simple.SimpleDiscoveryProperties;
import org.springframework.util.unit.DataSize;

class ScraperTests {

  private volatile CountDownLatch answered = new CountDownLatch(1);
  private final TinyServer instance = new TinyServer(this::answerWhenAllowed);
  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Scraper scraper = scraper();

  @AfterEach
  void stop() {
    instance.close();
  }

  @Test
  void sharesOneRoundAmongThoseWhoAskTogether() throws InterruptedException {
    answered.countDown();
    assertThat(thirtyAsk()).containsOnly(Status.UP);
    assertThat(instance.requests()).hasSize(1);
    now = now.plusSeconds(14);
    thirtyAsk();
    assertThat(instance.requests()).as("fresh enough").hasSize(1);
    now = now.plusSeconds(1);
    thirtyAsk();
    assertThat(instance.requests()).as("too old").hasSize(2);
  }

  /** One that hangs makes a round last, and whoever wants figures would wait with it. */
  @Test
  void handsOutWhatItHasWhileARoundIsUnderWay() throws Exception {
    answered.countDown();
    Fleet first = scraper.fleet();
    answered = new CountDownLatch(1);
    now = now.plusSeconds(6);
    try (var side = Executors.newVirtualThreadPerTaskExecutor()) {
      var round =
          side.submit(
              () -> {
                scraper.scrapeUnlessRunning();
                return scraper.fleet();
              });
      Patience.await().until(() -> instance.requests().size() == 2);
      assertThat(scraper.fleet()).isSameAs(first);
      assertThat(round.isDone()).isFalse();
      answered.countDown();
      assertThat(round.get().at()).isEqualTo(now);
    }
  }

  @Test
  void doesNotQueueUpBehindASlowRound() throws Exception {
    try (var side = Executors.newVirtualThreadPerTaskExecutor()) {
      var slow = side.submit(scraper::fleet);
      Patience.await().until(() -> instance.requests().size() == 1);
      scraper.scrapeUnlessRunning();
      assertThat(slow.isDone()).as("it was not waited for").isFalse();
      answered.countDown();
      assertThat(slow.get().instances()).hasSize(1);
      assertThat(instance.requests()).hasSize(1);
    }
  }

  @Test
  void forgetsReadingsAfterMinutes() throws InterruptedException {
    answered.countDown();
    scraper.fleet();
    now = now.plusSeconds(60);
    assertThat(scraper.fleet().instances().getFirst().readings()).hasSize(2);
    now = now.plusSeconds(600);
    scraper.fleet();
    now = now.plusSeconds(15);
    assertThat(scraper.fleet().instances().getFirst().readings()).hasSize(2);
  }

  /** Else there would be no rates, no history and no alerts until it has caught up. */
  @Test
  void aClockThatIsPutBackBeginsAnew() throws InterruptedException {
    answered.countDown();
    scraper.fleet();
    now = now.minusSeconds(3_600);
    scraper.scrapeUnlessRunning();
    now = now.plusSeconds(5);
    scraper.scrapeUnlessRunning();
    assertThat(scraper.fleet().instances().getFirst().readings())
        .extracting(Reading::at)
        .containsExactly(now.minusSeconds(5), now);
  }

  private List<Status> thirtyAsk() throws InterruptedException {
    try (var many = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Status> ask = () -> scraper.fleet().instances().getFirst().status();
      return many.invokeAll(Collections.nCopies(30, ask)).stream()
          .map(answer -> answer.resultNow())
          .toList();
    }
  }

  private void answerWhenAllowed(HttpExchange exchange) throws IOException {
    try {
      if (answered.await(Patience.BOUND.toMillis(), TimeUnit.MILLISECONDS)) {
        TinyServer.answer(exchange, 200, "process_uptime_seconds 1\n");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Of one instance, read with a login, so that no token is needed. */
  private Scraper scraper() {
    var discovery = new ScrapeProperties.Discovery(List.of(instance.url()), "parley", "secret");
    var properties =
        new ScrapeProperties(
            List.of(),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            DataSize.ofMegabytes(4),
            discovery);
    InstantSource source = () -> now;
    Clock clock = source.withZone(ZoneOffset.UTC);
    var nobody = new SimpleDiscoveryClient(new SimpleDiscoveryProperties());
    return new Scraper(
        properties,
        new Targets(properties, new Addresses(properties, nobody)),
        new Fetcher(properties, noToken(clock), clock),
        clock);
  }

  private static ServiceToken noToken(Clock clock) {
    var nobody = new StaticListableBeanFactory().getBeanProvider(DiscoveryClient.class);
    return new ServiceToken(
        new ServiceAddress(URI.create("http://127.0.0.1:1"), nobody),
        new ClientCredentials("metrics-service", "secret", "ops"),
        new ObjectMapper(),
        clock);
  }
}
