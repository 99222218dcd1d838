package dev.parley.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTokenTests {

  private static final UUID ID = UUID.fromString("0192e4a7-00e1-70e1-80e1-0000000000e1");

  /** Tokens are out there: what was once given out must be read for ever. */
  private static final String KNOWN =
      "prl_0192e4a700e170e180e10000000000e1_0000000000000000000000000000000007nYuJ";

  private final ApiToken token = ApiToken.random(ID, new SecureRandom());

  @Test
  void isReadAsItWasWritten() {
    assertThat(token.text()).matches("prl_0192e4a700e170e180e10000000000e1_[0-9A-Za-z]{38}");
    assertThat(ApiToken.parse(token.text())).contains(token);
    assertThat(ApiToken.parse(KNOWN)).isPresent();
  }

  @Test
  void noTwoAreAlike() {
    assertThat(ApiToken.random(ID, new SecureRandom()).text()).isNotEqualTo(token.text());
  }

  @Test
  void aTypoAnywhereIsFoundWithoutAskingAnybody() {
    for (int i = 0; i < token.text().length(); i++) {
      var typo = new StringBuilder(token.text());
      typo.setCharAt(i, typo.charAt(i) == '0' ? '1' : '0');
      assertThat(ApiToken.parse(typo.toString())).as("%s", typo).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "prl_", "prl__", "prl_x_y", "PRL_0", "prl_\u0000", "eyJ.eyJ.x"})
  void otherThingsAreNone(String text) {
    assertThat(ApiToken.parse(text)).isEmpty();
    assertThat(ApiToken.parse(token.text() + text + " ")).isEmpty();
  }

  @Test
  void showsNoSecretWherePrinted() {
    assertThat(token).hasToString("prl_0192e4a700e170e180e10000000000e1");
  }
}
