package dev.parley.chat.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads an upload: the file is the body itself, or the part {@code file} of a form. */
final class UploadRequest {

  private static final String MULTIPART = "multipart/form-data";

  private UploadRequest() {}

  static IncomingFile of(HttpServletRequest request, FileProperties.Uploads settings) {
    Map<String, String> query = query(request.getQueryString());
    String type = request.getContentType();
    try {
      InputStream body = new PacedBody(request.getInputStream(), settings, System::nanoTime);
      return type != null && type.toLowerCase(Locale.ROOT).startsWith(MULTIPART)
          ? MultipartUpload.of(request, body, query)
          : new IncomingFile(
              query.get("name"), type, conversation(query.get("conversation_id")), body, () -> {});
    } catch (IOException e) {
      throw ReceivedBytes.problemOf(e);
    }
  }

  static @Nullable UUID conversation(@Nullable String id) {
    try {
      return id == null || id.isEmpty() ? null : UUID.fromString(id);
    } catch (IllegalArgumentException _) {
      throw ProblemException.badRequest(
          "request.invalid_parameter",
          "The parameter 'conversation_id' expected a UUID.",
          new FieldError("conversation_id", "expected a UUID"));
    }
  }

  /**
   * By hand: for bodies of one content type, which is what {@code curl} claims unasked, the
   * container reads the body in search of further parameters.
   */
  private static Map<String, String> query(@Nullable String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : query == null ? new String[0] : query.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      parameters.putIfAbsent(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException _) {
      throw ProblemException.invalidAddress();
    }
  }
}
