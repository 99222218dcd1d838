package dev.parley.bench.reading;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the service sent for a page, as a script of pgbench over random conversations and depths.
 */
final class SameStatements {

  private static final Pattern ECHO = Pattern.compile(".*statement: .*?batch of \\d+: (.*)");
  private static final Pattern VALUE = Pattern.compile("(\\S+) (\\S+) \\?");

  private SameStatements() {}

  static List<String> in(List<String> log) {
    return log.stream()
        .map(ECHO::matcher)
        .filter(java.util.regex.Matcher::matches)
        .map(line -> line.group(1))
        // the heart of the caches looks for what it missed, whoever asks for what
        .filter(sql -> sql.startsWith("SELECT") && !sql.contains("cache_missed"))
        .toList();
  }

  static String script(List<String> statements, Archive archive) {
    int depth = archive.messages() / archive.conversations().size();
    return "\\set n random(0, "
        + (archive.conversations().size() - 1)
        + ")\n"
        + "\\set seq random(60, "
        + depth
        + ")\n"
        + statements.stream()
            .map(sql -> sql.replace("LIMIT ?", "LIMIT 51"))
            .map(sql -> withValues(sql, archive.reader().userId()))
            .collect(Collectors.joining(";\n", "", ";\n"));
  }

  /** Each question mark stands behind the name of what it is compared with. */
  private static String withValues(String sql, String reader) {
    return VALUE
        .matcher(sql)
        .replaceAll(
            match ->
                match.group(1)
                    + " "
                    + match.group(2)
                    + " "
                    + switch (match.group(1).replaceAll(".*[.(]", "")) {
                      case "user_id", "author_id" -> "'" + reader + "'";
                      case "seq" -> ":seq";
                      case "id", "conversation_id" -> "md5('conversation' || (:n)::text)::uuid";
                      default ->
                          throw new IllegalStateException("no value for " + match.group() + sql);
                    });
  }
}
