package dev.parley.local.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The command lines of PostgreSQL's programs; it refuses to be run by root, so root enters a user
 * namespace first.
 */
record PostgresPrograms(Path binaries, boolean unshare) {

  static PostgresPrograms find() {
    return new PostgresPrograms(PostgresBinaries.folder(), isRoot());
  }

  List<String> initdb(Path data, String... more) {
    List<String> line = line("initdb");
    line.addAll(
        List.of("-D", data.toString(), "-U", "postgres", "-E", "UTF8", "--no-locale", "--no-sync"));
    line.addAll(List.of(more));
    return line;
  }

  List<String> postgres(Path data, List<String> settings) {
    List<String> line = line("postgres");
    line.addAll(List.of("-D", data.toString()));
    settings.forEach(setting -> line.addAll(List.of("-c", setting)));
    return line;
  }

  private List<String> line(String program) {
    List<String> line = new ArrayList<>();
    if (unshare) {
      line.addAll(List.of("unshare", "--user"));
    }
    line.add(binaries.resolve("bin").resolve(program).toString());
    return line;
  }

  private static boolean isRoot() {
    try {
      Process id = new ProcessBuilder("id", "-u").redirectErrorStream(true).start();
      String uid =
          new String(id.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      return id.waitFor(5, TimeUnit.SECONDS) && uid.strip().equals("0");
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
