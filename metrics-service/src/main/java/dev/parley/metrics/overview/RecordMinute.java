package dev.parley.metrics.overview;

import dev.parley.metrics.history.History;
import dev.parley.metrics.history.Point;
import dev.parley.metrics.scrape.Fleet;
import dev.parley.metrics.scrape.Scraper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Writes the last minute down. What is not known then leaves a gap, not a 0. */
@Component
class RecordMinute {

  private static final Logger log = LoggerFactory.getLogger(RecordMinute.class);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Scraper scraper;
  private final DescribeFleet describe;
  private final History history;

  RecordMinute(Scraper scraper, DescribeFleet describe, History history) {
    this.scraper = scraper;
    this.describe = describe;
    this.history = history;
  }

  /** Fail open: with the database away a minute is missing and the figures of now still stand. */
  @Scheduled(cron = "${parley.history.cron:0 * * * * *}")
  void write() {
    try {
      Fleet fleet = scraper.fleet();
      history.write(fleet.at(), points(describe.overview(fleet, MINUTE)));
      history.forgetOld(fleet.at());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (DataAccessException | TransactionException e) {
      log.warn("A minute of history is lost: {}", e.getMessage());
    }
  }

  static List<Point> points(Overview overview) {
    var points = new ArrayList<Point>();
    add(points, Point.ALL, overview.requests());
    var resources = overview.systemResources();
    add(points, "cpu_usage", Point.ALL, resources.cpuUsage());
    add(points, "memory_usage", Point.ALL, resources.memoryUsage());
    add(points, "disk_usage", Point.ALL, resources.diskUsage());
    add(points, "cache_hit_ratio", Point.ALL, overview.cacheStats().hitRatio());
    add(points, "consumer_lag", Point.ALL, overview.kafka().consumerLag());
    add(points, "outbox_age", Point.ALL, overview.kafka().outboxAgeSeconds());
    add(points, "websocket_connections", Point.ALL, overview.realtime().websocketConnections());
    for (ServiceView service : overview.services()) {
      add(
          points,
          service.name(),
          new RequestFigures(
              service.requestsPerSecond(),
              service.p50(),
              service.p95(),
              service.p99(),
              service.errorRate(),
              null));
    }
    return points;
  }

  private static void add(List<Point> points, String service, RequestFigures requests) {
    add(points, "requests_per_second", service, requests.requestsPerSecond());
    add(points, "response_time_p50", service, requests.p50());
    add(points, "response_time_p95", service, requests.p95());
    add(points, "response_time_p99", service, requests.p99());
    add(points, "error_rate", service, requests.errorRate());
  }

  private static void add(
      List<Point> points, String metric, String service, @Nullable Number value) {
    if (value != null) {
      points.add(new Point(metric, service, value.doubleValue()));
    }
  }
}
