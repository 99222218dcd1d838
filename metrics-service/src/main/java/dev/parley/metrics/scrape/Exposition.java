package dev.parley.metrics.scrape;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A whole answer in Prometheus' text format. Nothing in it is trusted: a line that cannot be read
 * is left out and counted, and there is a bound to everything.
 */
record Exposition(List<Sample> samples, int skippedLines) {

  private static final Logger log = LoggerFactory.getLogger(Exposition.class);
  private static final int MOST_SAMPLES = 50_000;

  static Exposition parse(String text) {
    return parse(text, _ -> true);
  }

  /**
   * @param wanted by their names; of others nothing is read, and so nothing found wrong
   */
  static Exposition parse(String text, Predicate<String> wanted) {
    List<Sample> samples = new ArrayList<>();
    int skipped = 0;
    for (var lines = text.lines().iterator(); lines.hasNext(); ) {
      String line = lines.next().strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (samples.size() == MOST_SAMPLES) {
        skipped++;
        continue;
      }
      try {
        Sample sample = new LineReader(line).readIf(wanted);
        if (sample != null) {
          samples.add(sample);
        }
      } catch (MalformedLineException e) {
        skipped++;
        log.trace("Left out a line: {}", e.getMessage());
      }
    }
    return new Exposition(samples, skipped);
  }
}
