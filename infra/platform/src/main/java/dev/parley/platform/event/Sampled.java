package dev.parley.platform.event;

/** What a W3C {@code traceparent} says at a glance: of most events nobody wants to know more. */
final class Sampled {

  private static final int TRACE = 3;
  private static final int SPAN = 36;
  private static final int FLAGS = 55;

  private Sampled() {}

  static boolean says(String traceParent) {
    return traceParent.length() >= FLAGS
        && (Character.digit(traceParent.charAt(FLAGS - 1), 16) & 1) == 1;
  }

  /** Of one that {@link #says} so. */
  static String traceOf(String traceParent) {
    return traceParent.substring(TRACE, SPAN - 1);
  }
}
