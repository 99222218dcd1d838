package dev.parley.platform.security;

import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.problem.ServletProblems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Holds every request against the scopes of its token: whoever adds a route need not think of it.
 */
final class ScopeFilter extends OncePerRequestFilter {

  private final RequestMatcher sessionsOnly;
  private final RequestMatcher readByPost;
  private final ServletProblems problems;

  ScopeFilter(RequestMatcher sessionsOnly, RequestMatcher readByPost, ServletProblems problems) {
    this.sessionsOnly = sessionsOnly;
    this.readByPost = readByPost;
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (readByPost.matches(request)) {
      ReadByPost.mark(request);
    }
    Optional<ProblemException> problem =
        SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken who
            ? problem(request, Caller.of(who.getToken()).scopes())
            : Optional.empty();
    if (problem.isPresent()) {
      problems.write(problem.get(), request, response);
    } else {
      chain.doFilter(request, response);
    }
  }

  private Optional<ProblemException> problem(HttpServletRequest request, Set<String> scopes) {
    if (Scopes.restrict(scopes) && sessionsOnly.matches(request)) {
      return Optional.of(Scopes.sessionRequired());
    }
    String needed = ReadByPost.is(request) ? Scopes.READ : Scopes.neededFor(request.getMethod());
    return Scopes.missing(needed, scopes);
  }
}
