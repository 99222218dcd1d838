package dev.parley.chat.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.InvalidFileNameException;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;

/**
 * A form as browsers send it, read as it comes by the parser that the container brings and keeps
 * patched: nothing of it is gathered in memory or on disk. What describes the file stands before
 * it.
 */
final class MultipartUpload {

  private static final int MAX_FIELDS = 10;
  private static final int MAX_FIELD_BYTES = 2_048;
  private static final int MAX_PART_HEADER_BYTES = 4_096;

  private MultipartUpload() {}

  static IncomingFile of(HttpServletRequest request, InputStream body, Map<String, String> query)
      throws IOException {
    var parser = new FileUpload();
    parser.setHeaderEncoding("UTF-8");
    parser.setPartHeaderSizeMax(MAX_PART_HEADER_BYTES);
    FileItemIterator parts = parser.getItemIterator(new Form(request, body));
    Map<String, String> fields = new HashMap<>(query);
    for (int n = 0; n <= MAX_FIELDS && parts.hasNext(); n++) {
      FileItemStream part = parts.next();
      if (!part.isFormField() && "file".equals(part.getFieldName())) {
        return new IncomingFile(
            fields.containsKey("name") ? fields.get("name") : name(part),
            part.getContentType(),
            UploadRequest.conversation(fields.get("conversation_id")),
            part.openStream(),
            () -> requireEnd(parts));
      }
      fields.putIfAbsent(String.valueOf(part.getFieldName()), value(part));
    }
    throw invalid("is required");
  }

  private static final class Form extends ServletRequestContext {
    private final InputStream body;

    Form(HttpServletRequest request, InputStream body) {
      super(request);
      this.body = body;
    }

    @Override
    public InputStream getInputStream() {
      return body;
    }
  }

  private static String name(FileItemStream part) {
    try {
      return part.getName();
    } catch (InvalidFileNameException e) {
      return e.getName();
    }
  }

  private static String value(FileItemStream part) throws IOException {
    try (InputStream in = part.openStream()) {
      byte[] value = in.readNBytes(MAX_FIELD_BYTES + 1);
      if (value.length > MAX_FIELD_BYTES) {
        throw ProblemException.badRequest(
            "request.invalid",
            "The form has a field that is too long.",
            new FieldError(part.getFieldName(), "must have at most 2048 bytes"));
      }
      return new String(value, UTF_8);
    }
  }

  /** One file a request; what came after it would come too late. */
  private static void requireEnd(FileItemIterator parts) {
    try {
      if (parts.hasNext()) {
        throw invalid("must be the last part, and the only file");
      }
    } catch (IOException e) {
      throw ReceivedBytes.problemOf(e);
    }
  }

  private static ProblemException invalid(String detail) {
    return ProblemException.badRequest(
        "request.invalid",
        "The form holds no file that could be taken.",
        new FieldError("file", detail));
  }
}
