package dev.parley.local.launch;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** An installation in a folder of the test's, and what was shown of it. */
final class Screen {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final Path folder;

  Screen(Path folder) {
    this.folder = folder;
  }

  Instance instance(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("PARLEY_HOME", folder.resolve("home").toString());
    all.putIfAbsent("PARLEY_PORT", "0");
    all.put("PARLEY_AOT", "off");
    return Instance.of(
        Settings.from(all, folder),
        new Console(new PrintStream(shown, true, StandardCharsets.UTF_8), false));
  }

  String text() {
    return shown.toString(StandardCharsets.UTF_8);
  }
}
