package dev.parley.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script that Compose runs before it makes a database with passwords that would stay. */
class CheckSecretsTests {

  private static final Path SCRIPT = Path.of("../docker/check-secrets");

  record Verdict(int status, String words) {}

  @Test
  void saysNothingOfGoodOnes() throws Exception {
    assertThat(check("POSTGRES_PASSWORD", "9f86d081884c7d659a2feaa0c55ad015"))
        .isEqualTo(new Verdict(0, ""));
  }

  @ParameterizedTest
  @CsvSource({
    "POSTGRES_PASSWORD, CHANGEME-superuser, still has its example value",
    "POSTGRES_PASSWORD, changeme-superuser, still has its example value",
    "POSTGRES_PASSWORD, tiny, is shorter than 16 characters",
    "POSTGRES_PASSWORD, '', is shorter than 16 characters",
    "REDIS_PASSWORD, 9f86d081884c7d65/9a2feaa0, becomes part of an address",
    "DISCOVERY_PASSWORD, 9f86d081884c7d65@9a2feaa0, becomes part of an address",
  })
  void saysWhatIsWrongAndWhatToDo(String name, String value, String words) throws Exception {
    Verdict verdict = check(name, value);

    assertThat(verdict.status()).isEqualTo(1);
    assertThat(verdict.words()).startsWith(name + " " + words).contains("Set it in .env");
    if (!value.isEmpty()) {
      assertThat(verdict.words()).doesNotContain(value);
    }
  }

  @Test
  void isAskedAboutEverySecretOfTheExample() throws IOException {
    String compose = Files.readString(Path.of("../../docker-compose.yml"));
    String list =
        compose.substring(compose.indexOf("check-secrets:"), compose.indexOf("\n  postgres:"));

    Pattern.compile("\n([A-Z_]+)=CHANGEME")
        .matcher(Files.readString(Path.of("../../.env.example")))
        .results()
        .map(found -> found.group(1))
        .forEach(name -> assertThat(list).contains("- " + name + "\n", name + ": ${" + name));
  }

  private static Verdict check(String name, String value) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("sh", SCRIPT.toString(), name);
    builder.environment().put(name, value);
    Process process = builder.redirectErrorStream(true).start();
    String words = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Verdict(process.waitFor(), words);
  }
}
