package dev.parley.chat.imports;

import dev.parley.chat.setting.Settings;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The tools whose logs are taken: a closed list, so that a filter by source means something. What
 * the environment names holds over what admins set.
 */
@Component
class ImportSources {

  private final List<String> fixed;
  private final Settings settings;

  ImportSources(ImportProperties properties, Settings settings) {
    this.fixed = properties.sources();
    this.settings = settings;
  }

  String requireAllowed(String source) {
    List<String> allowed = fixed.isEmpty() ? settings.importSources() : fixed;
    if (!allowed.contains(source)) {
      String detail = "Invalid source. Must be one of: " + String.join(", ", allowed);
      throw ProblemException.badRequest(
          "import.source_invalid", detail, new FieldError("/source", detail));
    }
    return source;
  }
}
