package dev.parley.realtime.connection;

import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;

/** How a connection ends: a close code, and for people and metrics a stable reason. */
enum Farewell {
  TOKEN_MISSING(4401, "auth.required"),
  TOKEN_INVALID(4401, "auth.token_invalid"),
  TOKEN_EXPIRED(4401, "auth.token_expired"),
  REVOKED(4403, "auth.session_revoked"),
  SCOPE_MISSING(4403, "auth.scope_missing"),
  NO_HELLO(4408, "hello.timeout"),
  FRAME_TOO_LARGE(4413, "frame.too_large"),
  TOO_FAST(4429, "rate_limit.frames"),
  TOO_MANY(4429, "rate_limit.connections"),
  TOO_SLOW(4508, "reader.too_slow"),
  MISTAKES(1008, "frame.too_many_mistakes"),
  PROTOCOL(1002, "frame.protocol"),
  NO_TEXT(1007, "frame.invalid_utf8"),
  UNAVAILABLE(1013, "service.unavailable"),
  SHUTDOWN(1001, "service.shutdown");

  final int code;
  final String reason;

  Farewell(int code, String reason) {
    this.code = code;
    this.reason = reason;
  }

  /** What the decoder says with the code of the standard. */
  static Farewell forBroken(WebSocketCloseStatus status) {
    if (status.equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)) {
      return FRAME_TOO_LARGE;
    }
    return status.equals(WebSocketCloseStatus.INVALID_PAYLOAD_DATA) ? NO_TEXT : PROTOCOL;
  }
}
