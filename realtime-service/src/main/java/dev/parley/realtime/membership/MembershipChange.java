package dev.parley.realtime.membership;

import java.util.UUID;

/**
 * Somebody came to a place or left it.
 *
 * @param version the event's offset: of two changes to the same pair the larger one is the truth
 */
public record MembershipChange(
    Place place, UUID placeId, UUID userId, boolean member, long version) {}
