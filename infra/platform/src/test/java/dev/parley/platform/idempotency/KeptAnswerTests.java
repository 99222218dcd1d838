package dev.parley.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

class KeptAnswerTests {

  private final MockHttpServletResponse client = new MockHttpServletResponse();
  private final KeptAnswer answer = new KeptAnswer(client);

  @Test
  void theUsualOneIsHeldBackUntilItIsReleased() throws IOException {
    answer.getOutputStream().write(new byte[KeptAnswer.MOST]);
    answer.flushBuffer();
    assertThat(client.getContentAsByteArray()).isEmpty();
    assertThat(answer.content()).hasSize(KeptAnswer.MOST);
    answer.release();
    assertThat(client.getContentAsByteArray()).hasSize(KeptAnswer.MOST);
    assertThat(client.getContentLength()).isEqualTo(KeptAnswer.MOST);
  }

  @Test
  void aLargeOneGoesOnAsItIsWrittenAndIsNotKept() throws IOException {
    answer.getOutputStream().write(new byte[KeptAnswer.MOST]);
    answer.getOutputStream().write(1);
    assertThat(client.getContentAsByteArray()).hasSize(KeptAnswer.MOST + 1);
    answer.getOutputStream().write(new byte[10]);
    assertThat(answer.content()).isNull();
    answer.release();
    assertThat(client.getContentAsByteArray()).hasSize(KeptAnswer.MOST + 11);
  }

  @Test
  void textIsKeptToo() throws IOException {
    answer.setCharacterEncoding("UTF-8");
    answer.getWriter().write("gr\u00fc\u00dfe");
    assertThat(answer.content()).hasSize(7);
    answer.release();
    assertThat(client.getContentAsByteArray()).hasSize(7);
  }
}
