package dev.parley.platform.trace;

import io.opentelemetry.api.common.AttributeKey;

/** The attributes of spans, as OpenTelemetry's semantic conventions name them. */
public final class Conventions {

  public static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
  public static final AttributeKey<String> SERVER_ADDRESS =
      AttributeKey.stringKey("server.address");
  public static final AttributeKey<Long> SERVER_PORT = AttributeKey.longKey("server.port");

  public static final AttributeKey<String> HTTP_METHOD =
      AttributeKey.stringKey("http.request.method");
  public static final AttributeKey<String> HTTP_ROUTE = AttributeKey.stringKey("http.route");
  public static final AttributeKey<Long> HTTP_STATUS =
      AttributeKey.longKey("http.response.status_code");
  public static final AttributeKey<String> URL_PATH = AttributeKey.stringKey("url.path");
  public static final AttributeKey<String> URL_TEMPLATE = AttributeKey.stringKey("url.template");

  public static final AttributeKey<String> DB_SYSTEM = AttributeKey.stringKey("db.system.name");
  public static final AttributeKey<String> DB_NAMESPACE = AttributeKey.stringKey("db.namespace");
  public static final AttributeKey<String> DB_OPERATION =
      AttributeKey.stringKey("db.operation.name");
  public static final AttributeKey<Long> DB_BATCH_SIZE =
      AttributeKey.longKey("db.operation.batch.size");
  public static final AttributeKey<String> DB_QUERY_TEXT = AttributeKey.stringKey("db.query.text");
  public static final AttributeKey<String> DB_QUERY_SUMMARY =
      AttributeKey.stringKey("db.query.summary");
  public static final AttributeKey<String> DB_PROCEDURE =
      AttributeKey.stringKey("db.stored_procedure.name");
  public static final AttributeKey<String> DB_STATUS =
      AttributeKey.stringKey("db.response.status_code");

  public static final AttributeKey<String> MESSAGING_SYSTEM =
      AttributeKey.stringKey("messaging.system");
  public static final AttributeKey<String> MESSAGING_DESTINATION =
      AttributeKey.stringKey("messaging.destination.name");
  public static final AttributeKey<String> MESSAGING_PARTITION =
      AttributeKey.stringKey("messaging.destination.partition.id");
  public static final AttributeKey<String> MESSAGING_GROUP =
      AttributeKey.stringKey("messaging.consumer.group.name");
  public static final AttributeKey<String> MESSAGING_OPERATION =
      AttributeKey.stringKey("messaging.operation.name");
  public static final AttributeKey<String> MESSAGING_OPERATION_TYPE =
      AttributeKey.stringKey("messaging.operation.type");
  public static final AttributeKey<Long> MESSAGING_COUNT =
      AttributeKey.longKey("messaging.batch.message_count");
  public static final AttributeKey<String> EVENT_TYPE =
      AttributeKey.stringKey("cloudevents.event_type");

  /** Ours: that it ends when its client goes, so that how long it took tells nothing. */
  public static final AttributeKey<Boolean> STAYS_OPEN =
      AttributeKey.booleanKey("parley.stays_open");

  private Conventions() {}
}
