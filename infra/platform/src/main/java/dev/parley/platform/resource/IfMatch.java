package dev.parley.platform.resource;

import dev.parley.platform.problem.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * What the caller has seen of a resource they change. Every PATCH, PUT or DELETE of a resource that
 * has a GET takes this as an argument, hands it to where the row is locked, and there calls {@link
 * #require} with what a GET by the same caller would answer now: nobody changes it in between.
 */
public final class IfMatch {

  private static final IfMatch NONE = new IfMatch(_ -> {});

  private final Consumer<Object> requirement;

  private IfMatch(Consumer<Object> requirement) {
    this.requirement = requirement;
  }

  /** For changes that are no request's. */
  public static IfMatch none() {
    return NONE;
  }

  static IfMatch of(
      List<String> versions, Representations representations, HttpServletResponse response) {
    return new IfMatch(
        resource -> {
          String present = representations.editVersion(resource);
          if (versions.stream().noneMatch(version -> matches(version, present))) {
            response.setHeader(
                HttpHeaders.ETAG, EntityTags.quoted(representations.version(resource)));
            throw ProblemException.of(
                HttpStatus.PRECONDITION_FAILED,
                "request.precondition_failed",
                "This has changed since you read it. Read it again; the ETag is what it is now.");
          }
        });
  }

  private static boolean matches(String version, String present) {
    return version.equals("*")
        || (version.startsWith(present)
            && (version.length() == present.length() || version.charAt(present.length()) == '.'));
  }

  /** Refuses the change (412) if the resource is not what the caller has seen. */
  public void require(Object present) {
    requirement.accept(present);
  }
}
