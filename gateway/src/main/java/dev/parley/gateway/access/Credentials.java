package dev.parley.gateway.access;

import dev.parley.gateway.request.IncomingRequest;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.security.ApiToken;
import dev.parley.platform.security.TokenProblems;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.stereotype.Component;

/** Finds out who asks, from nothing but the request. */
@Component
class Credentials {

  private static final String HEADER = "Authorization";
  private static final String BEARER = "bearer ";
  private static final Guest NOBODY_NEEDED = new Guest.Unknown(null);

  private final Tokens tokens;

  Credentials(Tokens tokens) {
    this.tokens = tokens;
  }

  /** Complete already, unless a token is seen for the first time. */
  CompletableFuture<Guest> of(IncomingRequest request) {
    String header = request.header(HEADER);
    if (PublicPaths.isSocket(request) && header != null) {
      return named(header);
    }
    // where no token is needed none is looked at, so a worn-out one does no harm
    if (PublicPaths.contains(request)) {
      return CompletableFuture.completedFuture(NOBODY_NEEDED);
    }
    if (header == null) {
      return keptOut(TokenProblems.missing());
    }
    if (!isBearer(header)) {
      return keptOut(TokenProblems.invalid());
    }
    String token = tokenIn(header);
    return tokens
        .verify(token)
        .<Guest>thenApply(
            verified ->
                new Guest.Known(verified.caller(), verified.accessToken(), ApiToken.isOne(token)))
        .exceptionally(Credentials::refused);
  }

  /**
   * Whose handshake it is, to count it as theirs. Whether the token is good enough for a socket is
   * for the service to say, which says it to tokens in a hello as well.
   */
  private CompletableFuture<Guest> named(String header) {
    if (!isBearer(header)) {
      return CompletableFuture.completedFuture(NOBODY_NEEDED);
    }
    String token = tokenIn(header);
    return tokens
        .verify(token)
        .<Guest>thenApply(verified -> new Guest.Named(verified.caller(), ApiToken.isOne(token)))
        .exceptionally(_ -> NOBODY_NEEDED);
  }

  private static boolean isBearer(String header) {
    return header.regionMatches(true, 0, BEARER, 0, BEARER.length());
  }

  private static String tokenIn(String header) {
    return header.substring(BEARER.length()).strip();
  }

  private static Guest refused(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof ProblemException problem) {
      return new Guest.Unknown(problem);
    }
    throw failure instanceof CompletionException wrapped
        ? wrapped
        : new CompletionException(failure);
  }

  private static CompletableFuture<Guest> keptOut(ProblemException problem) {
    return CompletableFuture.completedFuture(new Guest.Unknown(problem));
  }
}
