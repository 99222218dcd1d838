package dev.parley.platform.defaults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * A service is started as its main method does it, and what it prints is what the operator reads.
 */
@ExtendWith(OutputCaptureExtension.class)
class RequiredSettingsTests {

  private static final String GOOD = "0123456789abcdef";

  @Configuration(proxyBeanMethods = false)
  static class Empty {}

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          CHANGEME-of-more-than-16 , still has its example value
          this-holds-changeme-too  , still has its example value
          a-tiny-secret            , is shorter than 16 characters
          0123456789abcde          , is shorter than 16 characters
          """)
  void productionRefusesAWeakSecretInOnePlainMessage(
      String secret, String complaint, CapturedOutput output) {
    assertThatExceptionOfType(MissingSettingsException.class)
        .isThrownBy(() -> start("production", "--MY_SECRET=" + secret, "--MY_NAME=x"));

    assertThat(output.getAll())
        .contains("tester cannot start:", "- MY_SECRET " + complaint, "docs/configuration.md")
        .doesNotContain("- MY_NAME", secret, "\tat ", "Exception");
  }

  @Test
  void nowhereAServiceStartsWithoutWhatItRequiresAndAllIsNamedAtOnce(CapturedOutput output) {
    assertThatExceptionOfType(MissingSettingsException.class)
        .isThrownBy(() -> start("", "--MY_NAME=  "));

    assertThat(output.getAll())
        .contains("- MY_SECRET is not set", "- MY_NAME is not set")
        .doesNotContain("\tat ", "Exception");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "staging"})
  void elsewhereThanInProductionExamplesDo(String profile) {
    try (var started = start(profile, "--MY_SECRET=CHANGEME", "--MY_NAME=x")) {
      assertThat(started.isRunning()).isTrue();
    }
  }

  @Test
  void productionTakesAGoodSecretAndDoesWithoutAnOptionalOne() {
    try (var started = start("production", "--MY_SECRET=" + GOOD, "--MY_NAME=x")) {
      assertThat(started.isRunning()).isTrue();
    }
  }

  private static ConfigurableApplicationContext start(String profile, String... settings) {
    List<String> arguments = new ArrayList<>(List.of(settings));
    arguments.add("--spring.profiles.active=" + profile);
    arguments.add("--spring.application.name=tester");
    arguments.add("--parley.required=MY_SECRET,MY_NAME");
    arguments.add("--parley.secrets=MY_SECRET,MY_OPTIONAL_SECRET");
    SpringApplication application = new SpringApplication(Empty.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    return application.run(arguments.toArray(String[]::new));
  }
}
