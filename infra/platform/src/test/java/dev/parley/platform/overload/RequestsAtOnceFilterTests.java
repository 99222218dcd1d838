package dev.parley.platform.overload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.problem.ServletProblems;
import dev.parley.platform.problem.TraceIds;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RequestsAtOnceFilterTests {

  private final RequestsAtOnceFilter one =
      new RequestsAtOnceFilter(
          1,
          new ServletProblems(
              new ObjectMapper(),
              new TraceIds(
                  new StaticListableBeanFactory()
                      .getBeanProvider(io.micrometer.tracing.Tracer.class))));

  private final List<Integer> statuses = new ArrayList<>();

  @Test
  void whileTheFirstIsAtWorkTheSecondIsRefused() throws Exception {
    pass((_, _) -> pass((_, _) -> {}));

    assertThat(statuses).containsExactly(503, 200);
  }

  /** Else a few clients who read slowly would keep all others out. */
  @Test
  void whoseAnswerHasBegunHoldsNoPlace() throws Exception {
    pass(
        (_, response) -> {
          response.getOutputStream();
          pass((_, _) -> {});
          pass((_, _) -> {});
        });

    assertThat(statuses).containsExactly(200, 200, 200);
  }

  @Test
  void theFirstLeavesItsPlaceHoweverItEnds() throws Exception {
    try {
      pass(
          (_, _) -> {
            throw new IOException("gone");
          });
    } catch (IOException _) {
      pass((_, _) -> {});
    }

    assertThat(statuses).containsExactly(200);
  }

  private void pass(FilterChain chain) throws IOException, ServletException {
    var response = new MockHttpServletResponse();
    one.doFilter(new MockHttpServletRequest("GET", "/entries"), response, chain);
    statuses.add(response.getStatus());
  }
}
