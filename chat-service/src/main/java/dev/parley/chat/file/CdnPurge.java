package dev.parley.chat.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.http.WholeAnswers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Tells the CDN what it is to forget. Best effort, beside the request: signed addresses expire
 * anyway, and a CDN that does not answer holds nobody up.
 */
@Component
class CdnPurge implements DisposableBean {

  /** The body of the call. */
  record Paths(List<String> paths) {}

  private static final Logger log = LoggerFactory.getLogger(CdnPurge.class);
  private static final int MOST_WAITING = 1_000;
  private static final int AT_ONCE = 100;
  private static final int TRIES = 4;
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
  private static final int LARGEST_ANSWER = 1 << 20;

  private final FileProperties.Cdn cdn;
  private final ObjectMapper json;
  private final FileMeters meters;
  private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final WholeAnswers answers = new WholeAnswers(CONNECT_WITHIN, LARGEST_ANSWER);
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("cdn-purge").factory());

  CdnPurge(FileProperties properties, ObjectMapper json, FileMeters meters) {
    this.cdn = properties.cdn();
    this.json = json;
    this.meters = meters;
  }

  void purge(UUID file) {
    URI target = cdn.purgeUrl();
    if (target == null) {
      return;
    }
    if (waiting.offer(ContentUrls.path(file))) {
      worker.execute(() -> next(target));
    } else {
      meters.purged(FileMeters.Purge.DROPPED, 1);
      log.warn("too much waits for the CDN: it is not told that {} was deleted", file);
    }
  }

  private void next(URI target) {
    List<String> paths = new ArrayList<>();
    waiting.drainTo(paths, AT_ONCE);
    if (!paths.isEmpty()) {
      tell(target, paths, 1);
    }
  }

  private void tell(URI target, List<String> paths, int attempt) {
    String failure = failureOf(target, paths);
    if (failure.isEmpty()) {
      meters.purged(FileMeters.Purge.TOLD, paths.size());
    } else if (attempt < TRIES) {
      long pause = cdn.purgeAgainAfter().toMillis() << (attempt - 1);
      later(() -> tell(target, paths, attempt + 1), pause);
    } else {
      meters.purged(FileMeters.Purge.FAILED, paths.size());
      log.warn("the CDN does not forget {}: {}", paths, failure);
    }
  }

  private void later(Runnable task, long milliseconds) {
    try {
      var _ = worker.schedule(task, milliseconds, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException _) {
      log.debug("stopped before the CDN was told");
    }
  }

  /** Empty where there was none. */
  private String failureOf(URI target, List<String> paths) {
    try {
      int status = answers.to(request(target, paths), ANSWER_WITHIN).statusCode();
      return status / 100 == 2 ? "" : "it answers " + status;
    } catch (IOException e) {
      return e.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private HttpRequest request(URI target, List<String> paths) throws JsonProcessingException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json.writeValueAsString(new Paths(paths))));
    if (!cdn.purgeToken().isEmpty()) {
      request.header("Authorization", "Bearer " + cdn.purgeToken());
    }
    return request.build();
  }

  @Override
  public void destroy() {
    worker.shutdownNow();
  }
}
