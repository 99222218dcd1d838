package dev.parley.platform.defaults;

import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what is lacking in words, instead of a stack trace. */
final class MissingSettingsAnalyzer extends AbstractFailureAnalyzer<MissingSettingsException> {

  @Override
  protected FailureAnalysis analyze(Throwable root, MissingSettingsException cause) {
    return new FailureAnalysis(
        cause.complaints().stream()
            .collect(Collectors.joining("\n  - ", cause.service() + " cannot start:\n  - ", "")),
        "Set it in the environment. docs/configuration.md lists every variable; ./run and"
            + " docker compose set them for you.",
        cause);
  }
}
