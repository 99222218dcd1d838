package dev.parley.metrics.scrape;

import java.util.Map;

/** One line of an exposition. */
record Sample(String name, Map<String, String> labels, double value) {

  String label(String key) {
    return labels.getOrDefault(key, "");
  }
}
