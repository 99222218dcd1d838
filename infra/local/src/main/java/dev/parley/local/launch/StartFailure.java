package dev.parley.local.launch;

import dev.parley.local.process.LogTail;
import dev.parley.local.process.ProcessFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says why something does not start: what its log says of that, and the likely cause. */
record StartFailure(Console console) {
  private static final int LOOKED_AT = 80;
  private static final int SHOWN = 20;
  private static final String BANNER = "APPLICATION FAILED TO START";

  /**
   * @param andNow what is left to say: what became of the rest, and what to do
   */
  LaunchException told(ProcessFailedException failure, String andNow) {
    List<String> lines = LogTail.of(failure.log(), LOOKED_AT);
    console.failed(failure.summary());
    console.logLines(failure.log(), meaningful(lines));
    String advice =
        Diagnosis.of(failure.lastLines())
            .map(cause -> "Likely cause: " + cause)
            .orElse("The whole log: " + failure.log());
    return new LaunchException(andNow.isEmpty() ? advice : advice + "\n" + andNow, failure);
  }

  /** What Spring says to people, else the last error without its stack, else simply the end. */
  static List<String> meaningful(List<String> lines) {
    int begin = last(lines, BANNER).or(() -> last(lines, " ERROR ")).orElse(lines.size() - SHOWN);
    List<String> chosen = new ArrayList<>();
    for (String line : lines.subList(Math.max(0, begin), lines.size())) {
      if (chosen.size() < SHOWN && !isNoise(line)) {
        chosen.add(line);
      }
    }
    return chosen;
  }

  private static Optional<Integer> last(List<String> lines, String sign) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      if (lines.get(i).contains(sign)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private static boolean isNoise(String line) {
    return line.isBlank()
        || line.matches("\\*+|\\s+at .*|\\s+\\.\\.\\. \\d+ (more|common frames omitted)")
        || line.contains(BANNER);
  }
}
