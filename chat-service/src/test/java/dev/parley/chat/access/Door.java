package dev.parley.chat.access;

import static java.util.Map.entry;

import java.util.EnumMap;
import java.util.Map;

/** What each of them hears at a route. */
record Door(Map<Who, Integer> statuses) {

  /** Those who may read; the others are told that it does not exist. */
  static Door readers(int granted) {
    return of(granted, granted, 404, 404, 401);
  }

  /** Members know of it, and that it is not theirs. */
  static Door ownerOnly(int granted) {
    return of(granted, 403, 404, 404, 401);
  }

  /** About oneself, or lists of what one may see. */
  static Door signedIn(int granted) {
    return of(granted, granted, granted, granted, 401);
  }

  /** Nobody of the cast is an admin. */
  static Door adminOnly() {
    return of(403, 403, 403, 403, 401);
  }

  /** A thing of whoever asks alone: members of anything count for nothing. */
  static Door ownOnly(int granted) {
    return of(granted, 404, 404, 404, 401);
  }

  static Door everybody(int granted) {
    return of(granted, granted, granted, granted, granted);
  }

  static Door of(int owner, int member, int formerMember, int stranger, int anonymous) {
    return new Door(
        new EnumMap<>(
            Map.ofEntries(
                entry(Who.OWNER, owner),
                entry(Who.MEMBER, member),
                entry(Who.FORMER_MEMBER, formerMember),
                entry(Who.STRANGER, stranger),
                entry(Who.ANONYMOUS, anonymous))));
  }

  int statusFor(Who who) {
    return statuses.getOrDefault(who, -1);
  }
}
