package dev.parley.metrics.scrape;

import dev.parley.metrics.figures.Reading;

/** How reading one instance went. */
sealed interface Outcome {

  record Read(Reading reading, int skippedLines) implements Outcome {}

  record Failed(Status status, String why) implements Outcome {}
}
