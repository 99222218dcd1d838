package dev.parley.chat.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FileNamesTests {

  static Stream<Arguments> names() {
    return Stream.of(
        arguments("notes.txt", "notes.txt"),
        arguments("Über uns (2).pdf", "Über uns (2).pdf"),
        arguments("../../etc/passwd", "passwd"),
        arguments("C:\\Windows\\system32\\cmd.txt", "cmd.txt"),
        arguments("evil\r\nSet-Cookie: a=b", "evilSet-Cookie_ a=b"),
        arguments("photo\u202Egpj.txt", "photogpj.txt"),
        arguments("a\0b\u200B\uFEFF.txt", "ab.txt"),
        arguments("a\"b<c>|?*.txt", "a_b_c____.txt"),
        arguments("half\uD800.txt", "half.txt"),
        arguments(".htaccess", "htaccess"),
        arguments("...", "file"),
        arguments("..\\..\\", "file"),
        arguments("", "file"),
        arguments(" spaces. ", "spaces"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void leavesOutWhatMisleads(String given, String kept) {
    assertThat(FileNames.sanitized(given)).isEqualTo(kept);
  }

  @Test
  void aLongNameKeepsItsEnding() {
    String name = FileNames.sanitized("\uD83D\uDE00".repeat(100) + ".txt");

    assertThat(name).endsWith("\uD83D\uDE00.txt");
    assertThat(name.getBytes(UTF_8)).hasSizeBetween(250, 255);
  }

  @Test
  void aHeaderTellsTheNameInBothSpellings() {
    assertThat(FileNames.disposition("inline", "a'b \u20AC\"%.txt"))
        .isEqualTo(
            "inline; filename=\"a_b ___.txt\"; filename*=UTF-8''a%27b%20%E2%82%AC%22%25.txt");
  }
}
