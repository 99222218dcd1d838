package dev.parley.chat.message;

import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Of a W3C {@code traceparent} the trace's id, which is as long as a UUID and kept as one. */
final class TraceParent {

  private static final Pattern FORM =
      Pattern.compile("[0-9a-f]{2}-([0-9a-f]{16})([0-9a-f]{16})-[0-9a-f]{16}-[0-9a-f]{2}");

  private TraceParent() {}

  static @Nullable UUID traceId(@Nullable String traceParent) {
    if (traceParent == null) {
      return null;
    }
    Matcher parts = FORM.matcher(traceParent);
    return parts.matches()
        ? new UUID(
            Long.parseUnsignedLong(parts.group(1), 16), Long.parseUnsignedLong(parts.group(2), 16))
        : null;
  }

  /** As traces are written everywhere else. */
  static String text(UUID traceId) {
    return traceId.toString().replace("-", "");
  }
}
