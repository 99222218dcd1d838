package dev.parley.local.process;

import java.nio.file.Path;
import java.util.List;

/** A process ended, or was not ready in time. Carries the last lines of its log. */
public final class ProcessFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String process;
  private final String summary;
  private final transient Path log;
  private final transient List<String> lastLines;

  public ProcessFailedException(String process, String what, Path log) {
    this(process, what, log, LogTail.of(log, 20));
  }

  private ProcessFailedException(String process, String what, Path log, List<String> lastLines) {
    super("%s %s. Log: %s%n%s".formatted(process, what, log, String.join("\n", lastLines)));
    this.process = process;
    this.summary = process + " " + what;
    this.log = log;
    this.lastLines = lastLines;
  }

  public String process() {
    return process;
  }

  /** One line: which process, and what became of it. */
  public String summary() {
    return summary;
  }

  public Path log() {
    return log;
  }

  public List<String> lastLines() {
    return lastLines;
  }
}
