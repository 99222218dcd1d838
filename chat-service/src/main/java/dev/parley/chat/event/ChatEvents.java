package dev.parley.chat.event;

import dev.parley.platform.event.EventFactory;
import dev.parley.platform.outbox.Outbox;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What this service tells the others, in the transaction that makes it true. */
@Component
public class ChatEvents {

  private static final String CHAT = "chat.events";
  private static final String ACCOUNTS = "chat.accounts";

  private final EventFactory events;
  private final Outbox outbox;

  ChatEvents(EventFactory events, Outbox outbox) {
    this.events = events;
    this.outbox = outbox;
  }

  /** Something in a conversation or project; the caller holds the lock of its row. */
  public void ofChat(ChatEvent event) {
    append(CHAT, event.type(), event.key(), event.subject(), event);
  }

  public void ofAccount(AccountEvent event) {
    append(ACCOUNTS, event.type(), event.key(), event.key(), event);
  }

  private void append(String topic, String type, UUID key, UUID subject, Object body) {
    outbox.append(topic, events.create(type, key.toString(), subject.toString(), body));
  }
}
