package dev.parley.chat.event;

import dev.parley.platform.event.CloudEventHeaders;
import dev.parley.platform.event.EventEnvelope;
import dev.parley.platform.event.EventFactory;
import dev.parley.platform.event.EventTracing;
import dev.parley.platform.outbox.Outbox;
import dev.parley.platform.outbox.OutboxEvent;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What this service tells the others, in the transaction that makes it true. */
@Component
public class ChatEvents {

  private static final String CHAT = "chat.events";
  private static final String ACCOUNTS = "chat.accounts";

  private final EventFactory events;
  private final EventTracing tracing;
  private final Outbox outbox;
  private final ApplicationEventPublisher listeners;

  ChatEvents(
      EventFactory events,
      EventTracing tracing,
      Outbox outbox,
      ApplicationEventPublisher listeners) {
    this.events = events;
    this.tracing = tracing;
    this.outbox = outbox;
    this.listeners = listeners;
  }

  /**
   * An event and the request that caused it, where many of different requests commit together.
   *
   * @param traceParent from {@link #traceParent}, asked on the request's thread
   */
  public record Caused(ChatEvent event, @Nullable String traceParent) {}

  /** What makes an event part of the trace that runs on this thread; {@code null}: none runs. */
  public @Nullable String traceParent(String type) {
    return tracing.creating(CHAT, type).get(CloudEventHeaders.TRACE_PARENT);
  }

  /** Many in one statement; the caller holds the locks of all their rows. */
  public void ofChat(List<Caused> caused) {
    outbox.append(caused.stream().map(this::outboxEvent).toList());
  }

  private OutboxEvent outboxEvent(Caused caused) {
    ChatEvent event = caused.event();
    EventEnvelope envelope =
        events.create(event.type(), event.key().toString(), event.subject().toString(), event);
    String parent = caused.traceParent();
    return new OutboxEvent(CHAT, parent == null ? envelope : envelope.withTraceParent(parent));
  }

  /** Something in a conversation or project; the caller holds the lock of its row. */
  public void ofChat(ChatEvent event) {
    append(CHAT, event.type(), event.key(), event.subject(), event);
  }

  /** As {@link #ofChat(ChatEvent)}, in one statement, however many. */
  public void allOfChat(List<? extends ChatEvent> all) {
    outbox.append(all.stream().map(event -> outboxEvent(new Caused(event, null))).toList());
  }

  /** Heard by other features in this process, too, in the same transaction. */
  public void ofAccount(AccountEvent event) {
    append(ACCOUNTS, event.type(), event.key(), event.key(), event);
    listeners.publishEvent(event);
  }

  /** One statement, however many they are. */
  public void ofAccount(List<? extends AccountEvent> happened) {
    outbox.append(
        happened.stream()
            .map(
                event -> {
                  String key = event.key().toString();
                  return new OutboxEvent(ACCOUNTS, events.create(event.type(), key, key, event));
                })
            .toList());
  }

  private void append(String topic, String type, UUID key, UUID subject, Object body) {
    outbox.append(topic, events.create(type, key.toString(), subject.toString(), body));
  }
}
