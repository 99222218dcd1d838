package dev.parley.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.parley.platform.server.Servers;
import dev.parley.platform.server.TestService;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

class InboxIntegrationTests {
  private static ConfigurableApplicationContext service;

  @BeforeAll
  static void start() {
    service = TestService.start(Servers.newSchema(), List.of(), "parley.outbox.enabled=false");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void anEventIsUnseenOncePerConsumer() {
    UUID first = UUID.randomUUID();
    UUID second = UUID.randomUUID();

    assertThat(unseen("index", first, first)).containsExactly(first);
    assertThat(unseen("index", first, second)).containsExactly(second);
    assertThat(unseen("membership", first)).containsExactly(first);
  }

  @Test
  void aRollbackForgets() {
    UUID id = UUID.randomUUID();
    transaction()
        .executeWithoutResult(
            status -> {
              inbox().unseen("index", List.of(id));
              status.setRollbackOnly();
            });

    assertThat(unseen("index", id)).containsExactly(id);
  }

  @Test
  void ofTwoAtTheSameTimeOneHandlesIt() throws Exception {
    UUID id = UUID.randomUUID();
    var bothStarted = new CountDownLatch(2);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Set<UUID>> handling = () -> together(bothStarted, id);
      var results = executor.invokeAll(List.of(handling, handling));
      assertThat(results.get(0).get().size() + results.get(1).get().size()).isEqualTo(1);
    }
  }

  @Test
  void refusesToRememberOutsideATransaction() {
    assertThatIllegalStateException()
        .isThrownBy(() -> inbox().unseen("index", List.of(UUID.randomUUID())));
  }

  @Test
  void thinsOutWhatKafkaNoLongerHolds() {
    JdbcTemplate jdbc = service.getBean(JdbcTemplate.class);
    UUID young = UUID.randomUUID();
    unseen("thinning", young);
    jdbc.update(
        """
        INSERT INTO inbox SELECT 'thinning', gen_random_uuid(), now() - interval '9 days'
        FROM generate_series(1, 12000)
        """);

    assertThat(service.getBean(InboxThinning.class).thinOut()).isEqualTo(12_000);
    assertThat(unseen("thinning", young)).isEmpty();
  }

  private static Set<UUID> together(CountDownLatch bothStarted, UUID id) {
    return transaction()
        .execute(
            _ -> {
              bothStarted.countDown();
              try {
                bothStarted.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return inbox().unseen("index", List.of(id));
            });
  }

  private static Set<UUID> unseen(String consumer, UUID... ids) {
    return transaction().execute(_ -> inbox().unseen(consumer, List.of(ids)));
  }

  private static Inbox inbox() {
    return service.getBean(Inbox.class);
  }

  private static TransactionTemplate transaction() {
    return service.getBean(TransactionTemplate.class);
  }
}
