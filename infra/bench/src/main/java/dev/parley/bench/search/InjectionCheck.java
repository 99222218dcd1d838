package dev.parley.bench.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.bench.service.BootService;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/** Run it by {@code infra/bench/sqlmap.sh}: sqlmap tries every parameter, on both engines. */
final class InjectionCheck {
  private static final String ID = "00000000-0000-7000-8000-000000000001";
  private static final String PARAMETERS =
      "q=w5&kind=message&conversation_id="
          + ID
          + "&project_id="
          + ID
          + "&author_id="
          + ID
          + "&role=user&source=slack&tag=x&has=link&metadata=%7B%22a%22%3A1%7D&from=2020-01-01"
          + "&to=2030-01-01&order=newest&facets=author,tag&typing=true&limit=5&min_position=1"
          + "&fields=items.id";

  private InjectionCheck() {}

  static void main() throws Exception {
    boolean safe = true;
    try (SearchInstallation installation = SearchInstallation.in("")) {
      installation.start("postgres").close();
      new Corpus(1_000).write(installation.postgres());
      for (String engine : List.of("lucene", "postgres")) {
        try (BootService service = installation.start(engine)) {
          String token = installation.asker(service).token();
          safe &= holds(service.url("/api/v1/search?" + PARAMETERS).toString(), token);
          safe &= holds(service.url("/api/v1/search?q=w5&after=AQ").toString(), token);
          safe &= holds(service.url("/api/v1/search/suggest?q=w5").toString(), token);
          safe &= holds(service.url("/api/v1/search/saved?limit=5&before=AQ").toString(), token);
          safe &=
              holds(
                  service.url("/api/v1/search/saved").toString(),
                  token,
                  "--data={\"name\":\"a\",\"query\":\"q=w5\"}");
        }
      }
    }
    System.out.println(safe ? "nothing was found" : "SOMETHING WAS FOUND");
    System.exit(safe ? 0 : 1);
  }

  private static boolean holds(String url, String token, String... more)
      throws IOException, InterruptedException {
    Path output = Files.createTempDirectory("sqlmap");
    List<String> command =
        new ArrayList<>(
            List.of(
                "sqlmap",
                "--batch",
                "--level=2",
                "--risk=2",
                "--dbms=PostgreSQL",
                // a refusal, and a name that is taken
                "--ignore-code=400,409",
                "--flush-session",
                "--disable-coloring",
                "--output-dir=" + output,
                "--header=Authorization: Bearer " + token,
                "-u",
                url));
    command.addAll(List.of(more));
    Process sqlmap = new ProcessBuilder(command).redirectErrorStream(true).start();
    boolean holds = true;
    try (BufferedReader lines = sqlmap.inputReader(UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.contains("injectable")
            || line.contains("CRITICAL")
            || line.contains("HTTP error")) {
          System.out.println(line);
        }
        holds &= !line.contains("Payload:") && !line.contains(" is vulnerable");
      }
    }
    sqlmap.waitFor();
    FileSystemUtils.deleteRecursively(output);
    return holds;
  }
}
