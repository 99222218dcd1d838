package dev.parley.chat.message;

import dev.parley.chat.message.PostStore.Locking;
import dev.parley.platform.event.EventTracing;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Commits posts in groups: whatever came while the last commit ran goes with the next one. One
 * thread does it; a second gains nothing, since commits wait for the same disk.
 */
@Component
@EnableConfigurationProperties(PostingProperties.class)
class Committer implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Committer.class);
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final PostGroup posts;
  private final TransactionTemplate transactions;
  private final PostingProperties settings;
  private final EventTracing tracing;
  private final PostQueue queue;
  private final DistributionSummary sizes;
  private volatile boolean stopping;
  private volatile @Nullable Thread thread;

  Committer(
      PostGroup posts,
      TransactionTemplate transactions,
      PostingProperties settings,
      EventTracing tracing,
      MeterRegistry meters) {
    this.posts = posts;
    this.transactions = transactions;
    this.settings = settings;
    this.tracing = tracing;
    this.queue = new PostQueue(settings);
    this.sizes =
        DistributionSummary.builder("parley.posting.group")
            .description("Posts committed together")
            .register(meters);
    Gauge.builder("parley.posting.waiting", queue, PostQueue::size)
        .description("Posts that wait for the next group")
        .register(meters);
  }

  /** Returns after the commit. */
  Outcome commit(NewPost post) {
    var waiting = new WaitingPost(post, settings.deadline());
    if (stopping || !queue.offer(waiting)) {
      throw WaitingPost.busy();
    }
    return waiting.await();
  }

  private void run() {
    while (!stopping || queue.size() > 0) {
      try {
        List<WaitingPost> group = queue.next();
        if (!group.isEmpty()) {
          commit(group);
        }
      } catch (InterruptedException _) {
        return;
      } catch (RuntimeException e) {
        log.error("The committer goes on after a failure", e);
      }
    }
  }

  private void commit(List<WaitingPost> group) {
    List<WaitingPost> held = new ArrayList<>();
    List<@Nullable String> traces =
        group.stream().map(WaitingPost::post).map(NewPost::traceParent).toList();
    tracing.together("commit posts", traces, () -> commit(group, held));
    queue.keepAside(held);
  }

  private void commit(List<WaitingPost> group, List<WaitingPost> held) {
    try {
      together(group, held);
      sizes.record(group.size());
    } catch (RuntimeException e) {
      log.warn("A group of {} posts failed, now one by one: {}", group.size(), describe(e));
      oneByOne(group, e, held);
    }
  }

  /** A conversation that others hold too long is left out; the rest goes ahead. */
  private void together(List<WaitingPost> group, List<WaitingPost> held) {
    List<NewPost> all = group.stream().map(WaitingPost::post).toList();
    List<Outcome> outcomes;
    try {
      outcomes = inTransaction(all, queue.isAnyHeld());
    } catch (RuntimeException e) {
      if (!isLockTimeout(e)) {
        throw e;
      }
      outcomes = inTransaction(all, true);
    }
    for (int i = 0; i < outcomes.size(); i++) {
      tell(group.get(i), outcomes.get(i), held);
    }
  }

  private List<Outcome> inTransaction(List<NewPost> group, boolean skipping) {
    var how = new Locking(settings.lockPatience(), skipping);
    List<Outcome> outcomes = transactions.execute(status -> posts.post(group, how));
    return outcomes == null ? List.of() : outcomes;
  }

  private static void tell(WaitingPost post, Outcome outcome, List<WaitingPost> held) {
    if (outcome instanceof Outcome.Held) {
      held.add(post);
    } else {
      post.done(outcome);
    }
  }

  /**
   * What is wrong with one must not be wrong with the others. Nobody knows whether the group was
   * committed after all, so each looks whether it is there already.
   */
  private void oneByOne(List<WaitingPost> group, RuntimeException why, List<WaitingPost> held) {
    RuntimeException away = isDatabaseAway(why) ? why : null;
    for (WaitingPost post : group) {
      if (away != null) {
        post.fail(away);
        continue;
      }
      try {
        tell(post, inTransaction(List.of(post.post().again()), true).getFirst(), held);
      } catch (RuntimeException e) {
        post.fail(isLockTimeout(e) ? WaitingPost.busy() : e);
        away = isDatabaseAway(e) ? e : null;
      }
    }
  }

  private static boolean isDatabaseAway(RuntimeException e) {
    return e instanceof CannotCreateTransactionException
        || e instanceof DataAccessResourceFailureException;
  }

  private static boolean isLockTimeout(RuntimeException e) {
    return NestedExceptionUtils.getMostSpecificCause(e) instanceof SQLException sql
        && LOCK_NOT_AVAILABLE.equals(sql.getSQLState());
  }

  private static String describe(RuntimeException e) {
    Throwable cause = NestedExceptionUtils.getMostSpecificCause(e);
    return cause instanceof SQLException sql
        ? cause.getClass().getSimpleName() + " " + sql.getSQLState()
        : cause.getClass().getSimpleName();
  }

  @Override
  public void start() {
    stopping = false;
    thread = Thread.ofPlatform().name("committer").start(this::run);
  }

  /** What waits is still committed. */
  @Override
  public void stop() {
    Thread running = thread;
    stopping = true;
    if (running != null) {
      queue.wake();
      try {
        running.join(settings.deadline().plusSeconds(1));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
      thread = null;
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  /** Up before requests come, down after the last has ended, and before the outbox's relay. */
  @Override
  public int getPhase() {
    return 1;
  }
}
