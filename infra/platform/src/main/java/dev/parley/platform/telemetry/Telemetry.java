package dev.parley.platform.telemetry;

/**
 * The names that dashboards, alerts and the metrics service rely on. Tags come from small closed
 * sets: never an id, never a text.
 */
public final class Telemetry {

  /** Timer of HTTP requests served; {@code http_request_duration_seconds} in Prometheus. */
  public static final String HTTP_REQUEST_DURATION = "http.request.duration";

  /** Counter of HTTP requests served; {@code http_requests_total} in Prometheus. */
  public static final String HTTP_REQUESTS = "http.requests";

  /** Gauge of open WebSocket connections; {@code websocket_connections_active} in Prometheus. */
  public static final String WEBSOCKET_CONNECTIONS = "websocket.connections.active";

  /** Timer of statements; {@code database_query_duration_seconds} in Prometheus. */
  public static final String DATABASE_QUERY_DURATION = "database.query.duration";

  public static final String REQUEST_ID_HEADER = "X-Request-Id";
  public static final String SERVER_TIMING_HEADER = "Server-Timing";

  private Telemetry() {}
}
