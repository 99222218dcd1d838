package dev.parley.platform.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.platform.problem.BodyTooLargeException;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.problem.ServletProblems;
import dev.parley.platform.problem.StreamedBodies;
import dev.parley.platform.security.Caller;
import dev.parley.platform.security.ReadByPost;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A POST with an {@code Idempotency-Key} is done once for each caller and path; a repeat gets the
 * first answer. What it keeps and what not is in docs/decisions/0011-posting.md.
 */
final class IdempotencyFilter extends OncePerRequestFilter {

  static final String KEY = "Idempotency-Key";
  private static final String REPLAYED = "Idempotent-Replayed";
  private static final Logger log = LoggerFactory.getLogger(IdempotencyFilter.class);
  private static final int LONGEST_KEY = 255;

  /** Answers that say that nothing was begun: what is wrong may be mended and sent again. */
  private static final Set<Integer> NOT_BEGUN = Set.of(400, 401, 405, 406, 408, 413, 415, 425, 429);

  private final IdempotencyKeys keys;
  private final Ids ids;
  private final ServletProblems problems;

  IdempotencyFilter(IdempotencyKeys keys, Ids ids, ServletProblems problems) {
    this.keys = keys;
    this.ids = ids;
    this.problems = problems;
  }

  /**
   * Without a caller there is nobody whose key it could be; what streams cannot be kept. What only
   * reads is read anew: what was answered before may be hidden from the caller by now.
   */
  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return !request.getMethod().equals("POST")
        || request.getHeader(KEY) == null
        || caller() == null
        || ReadByPost.is(request)
        || (accept != null && accept.contains("text/event-stream"));
  }

  private static @Nullable Caller caller() {
    return SecurityContextHolder.getContext().getAuthentication()
            instanceof JwtAuthenticationToken token
        ? Caller.of(token.getToken())
        : null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      byte[] claim = claimOf(request);
      HttpServletRequest repeatable = repeatable(request, claim);
      switch (keys.claim(claim, content(repeatable))) {
        case Claim.Ours ours -> run(claim, ours, repeatable, response, chain);
        case Claim.Answered answer -> {
          requireSameContent(answer.content(), repeatable);
          replay(answer, response);
        }
        case Claim.Running _ -> throw running();
        case Claim.OfAnother _ -> throw reused();
      }
    } catch (ProblemException problem) {
      problems.write(problem, request, response);
    } catch (BodyTooLargeException tooLarge) {
      problems.write(tooLarge.problem(), request, response);
    }
  }

  private static byte[] claimOf(HttpServletRequest request) {
    return Hashes.sha256(
        Objects.requireNonNull(caller()).userId().toString().getBytes(UTF_8),
        request.getMethod().getBytes(UTF_8),
        request.getRequestURI().getBytes(UTF_8),
        key(request.getHeader(KEY)).getBytes(UTF_8));
  }

  /** Bare, or as the string of a structured field (RFC 8941). */
  static String key(String header) {
    String text = header.strip();
    String key =
        text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
            ? text.substring(1, text.length() - 1).replaceAll("\\\\([\"\\\\])", "$1")
            : text;
    if (key.isBlank() || key.length() > LONGEST_KEY) {
      throw ProblemException.badRequest(
          "idempotency.key_invalid",
          "The key must have 1 to %d characters.".formatted(LONGEST_KEY),
          new FieldError(KEY, "must have 1 to %d characters".formatted(LONGEST_KEY)));
    }
    return key;
  }

  /**
   * JSON is small, and compared before anything is done; of the rest a hash is taken as it goes.
   */
  private HttpServletRequest repeatable(HttpServletRequest request, byte[] claim)
      throws IOException {
    return isJson(request.getContentType()) && !StreamedBodies.isStreamed(request)
        ? new KeptBody(request, request.getInputStream().readAllBytes())
        : new PassingBody(request, new Renewal(() -> keys.renew(claim), keys.renewEvery()));
  }

  private static boolean isJson(@Nullable String type) {
    try {
      String subtype = type == null ? "json" : MediaType.parseMediaType(type).getSubtype();
      return subtype.equals("json") || subtype.endsWith("+json");
    } catch (InvalidMediaTypeException _) {
      return false;
    }
  }

  private static byte[] content(HttpServletRequest request) throws IOException {
    String query = request.getQueryString();
    return Hashes.sha256(
        (query == null ? "" : query).getBytes(UTF_8),
        request instanceof KeptBody kept ? kept.getInputStream().readAllBytes() : new byte[0]);
  }

  private void run(
      byte[] claim,
      Claim.Ours ours,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws ServletException, IOException {
    var held = new KeptAnswer(response);
    boolean answered = false;
    ids.deriveFrom(claim, ours.firstAttempt(), ours.again());
    try {
      chain.doFilter(request, held);
      answered = true;
    } finally {
      ids.derivesNoMore();
      remember(claim, ours.again(), request, answered ? held : null);
    }
    held.release();
  }

  /**
   * The client is answered whether or not this succeeds: a repeat finds what was made, by its id.
   */
  private void remember(
      byte[] claim, boolean again, HttpServletRequest request, @Nullable KeptAnswer answer) {
    try {
      int status = answer == null ? 500 : answer.getStatus();
      boolean notBegun = NOT_BEGUN.contains(status);
      if (answer == null || status >= 500 || (notBegun && again)) {
        keys.failed(claim);
      } else if (notBegun) {
        keys.forget(claim);
      } else {
        keys.answered(
            claim,
            new Claim.Answered(
                status,
                answer.getContentType(),
                answer.getHeader(HttpHeaders.LOCATION),
                holdsSecret(answer) ? null : answer.content(),
                status < 300 ? fingerprint(request) : null));
      }
    } catch (DataAccessException e) {
      log.warn("An answer was given and could not be kept: {}", e.toString());
    }
  }

  /** Of what was refused the rest may be long in coming: that is not waited for. */
  private static byte @Nullable [] fingerprint(HttpServletRequest request) {
    try {
      return request instanceof PassingBody body ? body.fingerprint() : null;
    } catch (IOException e) {
      log.debug("nobody can say what was sent: {}", e.toString());
      return null;
    }
  }

  private static void requireSameContent(byte @Nullable [] before, HttpServletRequest request)
      throws IOException {
    if (before != null
        && request instanceof PassingBody body
        && !Arrays.equals(before, body.fingerprint())) {
      throw reused();
    }
  }

  /** Tokens are marked so that nobody stores them, and neither does this. */
  private static boolean holdsSecret(HttpServletResponse answer) {
    String caching = answer.getHeader(HttpHeaders.CACHE_CONTROL);
    return caching != null && caching.contains("no-store");
  }

  private static void replay(Claim.Answered answer, HttpServletResponse response)
      throws IOException {
    byte[] body = answer.body();
    if (body == null) {
      throw ProblemException.conflict(
          "idempotency.answer_not_kept",
          "This was done already. Its answer is not there any more: it held a secret that is shown"
              + " once, or was too large to be kept.");
    }
    response.setStatus(answer.status());
    response.setHeader(REPLAYED, "true");
    if (answer.contentType() != null) {
      response.setContentType(answer.contentType());
    }
    if (answer.location() != null) {
      response.setHeader(HttpHeaders.LOCATION, answer.location());
    }
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static ProblemException running() {
    return ProblemException.conflict(
            "idempotency.in_progress", "A request with this key is being answered. Try again.")
        .retryingAfter(Duration.ofSeconds(1));
  }

  private static ProblemException reused() {
    return ProblemException.unprocessable(
        "idempotency.key_reused",
        "This key came with another request before. Choose a new key for a new request.");
  }
}
