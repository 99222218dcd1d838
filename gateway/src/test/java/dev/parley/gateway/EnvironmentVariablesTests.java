package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the gateway is told by its environment, as the table in docs/configuration.md has it. */
class EnvironmentVariablesTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ENABLE_COMPRESSION=false  | compression.enabled              | false
          COMPRESSION_LEVEL=7       | compression.level                | 7
          RATE_LIMIT_ENABLED=false  | limits.enabled                   | false
          RATE_LIMIT_DEFAULT=7      | limits.policies.default.quota    | 7
          RATE_LIMIT_ADDRESS=7      | limits.policies.address.quota    | 7
          RATE_LIMIT_CHAT=7         | limits.policies.chat.quota       | 7
          RATE_LIMIT_SEARCH=7       | limits.policies.search.quota     | 7
          RATE_LIMIT_UPLOAD=7       | limits.policies.upload.quota     | 7
          RATE_LIMIT_LOGIN=7        | limits.policies.login.quota      | 7
          RATE_LIMIT_LOGIN=7        | limits.policies.register.quota   | 7
          RATE_LIMIT_SIGNINS=7      | limits.policies.signins.quota    | 7
          PARLEY_ALLOWED_ORIGINS=https://a.example | allowed-origins   | https://a.example
          PARLEY_TRUSTED_PROXIES=10[.]0[.]0[.]1    | trusted-proxies   | 10[.]0[.]0[.]1
          PARLEY_GATEWAY_LIMITS_POLICIES_SEARCH_WINDOW=10s | limits.policies.search.window | 10s
          """)
  void eachIsASetting(String given, String property, String expected) {
    String[] variable = given.split("=", 2);

    assertThat(
            Settings.with(Map.of(variable[0], variable[1]))
                .bind("parley.gateway." + property, String.class)
                .get())
        .isEqualTo(expected);
  }
}
