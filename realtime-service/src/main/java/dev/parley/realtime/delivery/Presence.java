package dev.parley.realtime.delivery;

import dev.parley.realtime.membership.MembershipChange;
import dev.parley.realtime.membership.Memberships;
import dev.parley.realtime.membership.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * One user who is connected here. Until the memberships are loaded, changes that happen meanwhile
 * are kept and put on top, so that nothing between looking and listening is missed.
 */
final class Presence {

  final UUID userId;

  /** Welcomed connections. */
  final Set<Recipient> live = new HashSet<>();

  /** All connections, those that are still joining included. */
  int seats;

  boolean loaded;
  final Set<UUID> conversations = new HashSet<>();
  final Set<UUID> projects = new HashSet<>();
  private final List<MembershipChange> meanwhile = new ArrayList<>();

  Presence(UUID userId) {
    this.userId = userId;
  }

  void load(Memberships memberships) {
    conversations.addAll(memberships.conversations());
    projects.addAll(memberships.projects());
    loaded = true;
    meanwhile.forEach(this::apply);
    meanwhile.clear();
  }

  void change(MembershipChange change) {
    if (loaded) {
      apply(change);
    } else {
      meanwhile.add(change);
    }
  }

  private void apply(MembershipChange change) {
    Set<UUID> places = places(change.place());
    if (change.member()) {
      places.add(change.placeId());
    } else {
      places.remove(change.placeId());
    }
  }

  Set<UUID> places(Place place) {
    return switch (place) {
      case CONVERSATION -> conversations;
      case PROJECT -> projects;
    };
  }
}
