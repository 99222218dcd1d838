package dev.parley.platform.overload;

import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.problem.ServletProblems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Virtual threads cost so little that nothing else says stop: each connection would be served, and
 * a process that is slower than its clients for half a minute, as one is that has just started,
 * would fill its memory with requests and end. Who watches over it is always served.
 */
final class RequestsAtOnceFilter extends OncePerRequestFilter {

  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  private final Semaphore places;
  private final ServletProblems problems;

  RequestsAtOnceFilter(int most, ServletProblems problems) {
    this.places = new Semaphore(most);
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.equals("/livez") || path.equals("/readyz") || path.startsWith("/actuator/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!places.tryAcquire()) {
      problems.write(
          ProblemException.unavailable(
              "server.busy", "Too much is asked for at once. Try again in a moment.", A_MOMENT),
          request,
          response);
      return;
    }
    var holder = new PlaceHolder(response, places);
    try {
      chain.doFilter(request, holder);
    } finally {
      holder.begin();
    }
  }
}
