package dev.parley.metrics.history;

import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.security.AdminOnly;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@AdminOnly
@RestController
class HistoryController {

  /** Thirty days as finely as they are kept. */
  private static final int MOST_POINTS = 4_320;

  private static final int USUAL_POINTS = 240;
  private static final Pattern SERVICE = Pattern.compile("[a-z][a-z0-9-]{0,99}");

  private final HistoryQuery query;
  private final Clock clock;

  HistoryController(HistoryQuery query, Clock clock) {
    this.query = query;
    this.clock = clock;
  }

  /**
   * @param stepSeconds how far the points lie apart; it may be wider than asked for, since what is
   *     old is only kept so finely
   */
  record Curve(
      String metric,
      String service,
      Instant from,
      Instant to,
      long stepSeconds,
      List<Point> points) {}

  @GetMapping("/api/v1/performance/history")
  ResponseEntity<Curve> history(
      @RequestParam String metric,
      @RequestParam(defaultValue = Sample.ALL) String service,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String step) {
    Metric of = metric(metric);
    if (!SERVICE.matcher(service).matches()) {
      throw invalid("service", "is the name of a service, or all");
    }
    Instant now = clock.instant();
    Instant until = to == null ? now : time("to", to);
    Instant since = from == null ? until.minus(Duration.ofHours(1)) : time("from", from);
    requireOrder(since, until, now);
    Duration asked =
        step == null ? Duration.between(since, until).dividedBy(USUAL_POINTS) : step(step);
    Duration possible = HistoryQuery.possible(asked, since, now);
    if (Duration.between(since, until).dividedBy(possible) > MOST_POINTS) {
      throw invalid(
          "step", "so many steps that there would be more than " + MOST_POINTS + " points");
    }
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(
            new Curve(
                of.name(),
                service,
                since,
                until,
                possible.toSeconds(),
                query.points(of, service, since, until, possible, now)));
  }

  private static Metric metric(String name) {
    return Metric.named(name)
        .orElseThrow(
            () ->
                invalid(
                    "metric",
                    "is one of "
                        + String.join(", ", Metric.ALL.stream().map(Metric::name).toList())));
  }

  private static void requireOrder(Instant from, Instant to, Instant now) {
    if (to.isAfter(now.plus(Resolution.COARSE.partition))) {
      throw invalid("to", "is at most " + Resolution.COARSE.partition.toDays() + " days ahead");
    }
    if (!from.isBefore(to)) {
      throw invalid("from", "is before 'to'");
    }
    if (from.isBefore(now.minus(Resolution.COARSE.kept).minus(Resolution.COARSE.partition))) {
      throw invalid(
          "from", "is within the " + Resolution.COARSE.kept.toDays() + " days that are kept");
    }
  }

  private static Instant time(String name, String text) {
    try {
      Instant time = Instant.parse(text);
      if (!time.isBefore(Instant.EPOCH)) {
        return time;
      }
    } catch (DateTimeParseException _) {
      // answered below, like a time before there were computers
    }
    throw invalid(name, "is a time such as 2026-01-31T09:30:00Z");
  }

  private static Duration step(String text) {
    try {
      Duration step = DurationStyle.SIMPLE.parse(text);
      if (step.compareTo(Resolution.FINE.step) >= 0 && step.compareTo(Duration.ofDays(1)) <= 0) {
        return step;
      }
    } catch (IllegalArgumentException | ArithmeticException | DateTimeParseException _) {
      // answered below, like a step that is out of bounds
    }
    throw invalid("step", "is a time from 5s to 1d");
  }

  private static ProblemException invalid(String parameter, String what) {
    return ProblemException.badRequest(
        "history.invalid", "'" + parameter + "' " + what + ".", new FieldError(parameter, what));
  }
}
