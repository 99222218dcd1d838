package dev.parley.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyPathsTests {

  record Rule(@JsonProperty("for") String lasting, Double clearAt, List<Part> manyParts) {}

  record Part(@JsonProperty("class") String kind) {}

  private final Rule rule = new Rule("1m", 1.0, List.of(new Part("x")));

  @Test
  void areByTheNamesThatAreSent() {
    assertThat(BodyPaths.pointer(rule, "lasting")).isEqualTo("/for");
    assertThat(BodyPaths.pointer(rule, "clearAt")).isEqualTo("/clear_at");
    assertThat(BodyPaths.pointer(rule, "manyParts[2].kind")).isEqualTo("/many_parts/2/class");
    assertThat(BodyPaths.pointer(rule, "manyParts[2]")).isEqualTo("/many_parts/2");
  }

  @Test
  void ofWhatIsNotKnownAreByTheNamesOfJava() {
    assertThat(BodyPaths.pointer(rule, "noField.atAll")).isEqualTo("/no_field/at_all");
    assertThat(BodyPaths.pointer(null, "clearAt")).isEqualTo("/clear_at");
  }
}
