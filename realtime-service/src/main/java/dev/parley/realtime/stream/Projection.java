package dev.parley.realtime.stream;

import dev.parley.platform.event.EventEnvelope;
import dev.parley.platform.event.EventTracing;
import dev.parley.platform.event.Handling;
import dev.parley.platform.kafka.EventRecords;
import dev.parley.realtime.event.ChatEvent;
import dev.parley.realtime.membership.MembershipChange;
import dev.parley.realtime.membership.MembershipStore;
import dev.parley.realtime.membership.Place;
import dev.parley.realtime.session.RevokedSessions;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;

/** Keeps what later hellos ask the database for. */
@Component
final class Projection {

  private final MembershipStore memberships;
  private final RevokedSessions revoked;
  private final EventTracing tracing;

  Projection(MembershipStore memberships, RevokedSessions revoked, EventTracing tracing) {
    this.memberships = memberships;
    this.revoked = revoked;
    this.tracing = tracing;
  }

  /** May be called again with the same arrivals. */
  void save(List<Arrival> arrivals) {
    List<MembershipChange> changes = new ArrayList<>();
    List<EventEnvelope> causes = new ArrayList<>();
    List<ConsumerRecord<String, byte[]>> sources = new ArrayList<>();
    for (Arrival arrival : arrivals) {
      if (arrival instanceof Arrival.Known(var source, var envelope, var event)) {
        long version = source.offset();
        int before = changes.size();
        switch (event) {
          case ChatEvent.MemberAdded e ->
              changes.add(conversation(e.conversationId(), e.userId(), true, version));
          case ChatEvent.MemberRemoved e ->
              changes.add(conversation(e.conversationId(), e.userId(), false, version));
          case ChatEvent.ProjectMemberAdded e ->
              changes.add(
                  new MembershipChange(Place.PROJECT, e.projectId(), e.userId(), true, version));
          case ChatEvent.ProjectMemberRemoved e ->
              changes.add(
                  new MembershipChange(Place.PROJECT, e.projectId(), e.userId(), false, version));
          case ChatEvent.SessionRevoked e -> revoked.add(e.sessionId(), e.tokensExpireAt());
          case ChatEvent.ConversationCreated _,
              ChatEvent.ConversationUpdated _,
              ChatEvent.MessagePosted _,
              ChatEvent.MessageEdited _,
              ChatEvent.MessageDeleted _,
              ChatEvent.ReactionChanged _,
              ChatEvent.ReadAdvanced _ -> {}
        }
        if (changes.size() > before) {
          causes.add(envelope);
          sources.add(source);
        }
      }
    }
    if (!changes.isEmpty()) {
      Handling how = EventRecords.handling("remember", null, sources);
      tracing.handling(how, causes, () -> memberships.save(changes));
    }
  }

  private static MembershipChange conversation(
      java.util.UUID conversationId, java.util.UUID userId, boolean member, long version) {
    return new MembershipChange(Place.CONVERSATION, conversationId, userId, member, version);
  }
}
