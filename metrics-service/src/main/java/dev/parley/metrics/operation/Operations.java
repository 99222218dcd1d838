package dev.parley.metrics.operation;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.parley.metrics.operation.Operation.Result;
import dev.parley.metrics.operation.Operation.State;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.security.Caller;
import io.opentelemetry.context.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** One at a time in the whole installation, in the background; the rows are the audit of it. */
@Component
class Operations implements DisposableBean {

  private static final Logger audit = LoggerFactory.getLogger("dev.parley.audit");
  private static final Logger log = LoggerFactory.getLogger(Operations.class);
  private static final Duration SILENCE = Duration.ofMinutes(1);

  private final OperationStore store;
  private final Clock clock;

  /** What is done belongs to the trace of the request that asked for it. */
  private final ExecutorService runner =
      Context.taskWrapping(Executors.newVirtualThreadPerTaskExecutor());

  private final AtomicReference<@Nullable UUID> mine = new AtomicReference<>();

  Operations(OperationStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** What there is to do is found out in the background, too: instances may be slow to answer. */
  Operation start(
      Kind kind, Map<String, String> parameters, Callable<List<Step>> steps, Caller caller) {
    var operation =
        new Operation(
            UuidCreator.getTimeOrderedEpoch(),
            kind,
            parameters,
            State.RUNNING,
            null,
            0,
            List.of(),
            caller.userId(),
            caller.username(),
            now(),
            null);
    endDead();
    if (!store.begin(operation)) {
      throw ProblemException.conflict(
          "operation.running",
          store
              .running()
              .map("The operation %s is running; there is one at a time."::formatted)
              .orElse("Another operation was running; try again."));
    }
    audit.info("{} {} by {} ({})", kind.stored(), parameters, caller.username(), operation.id());
    mine.set(operation.id());
    var _ = runner.submit(() -> run(operation.id(), steps));
    return operation;
  }

  private void run(UUID id, Callable<List<Step>> steps) {
    try {
      List<Step> all = steps.call();
      var results = new ArrayList<Result>();
      store.progress(id, 0, all.size(), results);
      for (Step step : all) {
        results.add(step.run());
        store.progress(id, results.size(), all.size(), results);
      }
      end(id, results);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      log.info("Operation {} is left unfinished", id);
    } catch (Exception e) {
      log.warn("Operation {} failed", id, e);
      store.end(id, State.FAILED, "it could not be carried out", now());
    } finally {
      mine.compareAndSet(id, null);
    }
  }

  private void end(UUID id, List<Result> results) {
    long failed = results.stream().filter(result -> !result.ok()).count();
    if (results.isEmpty()) {
      store.end(id, State.FAILED, "no instance has anything of the kind", now());
    } else if (failed > 0) {
      store.end(id, State.FAILED, "%d of %d steps failed".formatted(failed, results.size()), now());
    } else {
      store.end(id, State.DONE, null, now());
    }
  }

  /**
   * While a step takes long nothing else tells that somebody is at it; and of whoever is silent,
   * that nobody is.
   */
  @Scheduled(fixedDelayString = "10s")
  void tellWhoLives() {
    UUID running = mine.get();
    try {
      if (running != null) {
        store.alive(running, now());
      }
      endDead();
    } catch (DataAccessException e) {
      log.debug("Nobody hears which operation is running: {}", e.getMessage());
    }
  }

  private void endDead() {
    store.endDead(now().minus(SILENCE), now());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public void destroy() {
    runner.shutdownNow();
  }
}
