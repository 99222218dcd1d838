package dev.parley.platform.resource;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;

class AnswersUnderWayTests {

  private final AnswersUnderWay answers = new AnswersUnderWay(100);

  @Test
  void whatIsTooMuchAtOnceIsRefusedUntilOthersHaveLeft() {
    answers.enter(60);
    answers.enter(40);
    for (int n = 0; n < 3; n++) {
      assertThatThrownBy(() -> answers.enter(1))
          .isInstanceOfSatisfying(ProblemException.class, AnswersUnderWayTests::saysBusy);
    }
    answers.leave(60);
    answers.enter(60);
  }

  @Test
  void oneAloneMayBeOfAnySize() {
    answers.enter(1000);
    assertThatThrownBy(() -> answers.enter(1)).isInstanceOf(ProblemException.class);
    answers.leave(1000);
    answers.enter(1);
  }

  private static void saysBusy(ProblemException problem) {
    org.assertj.core.api.Assertions.assertThat(problem.code()).isEqualTo("server.busy");
  }
}
