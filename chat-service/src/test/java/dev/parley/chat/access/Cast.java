package dev.parley.chat.access;

import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatClients.Person;
import dev.parley.testing.Api;

/** The people of all scenes: made once, since a password takes its time. */
record Cast(Person owner, Person member, Person formerMember, Person stranger, Api anonymous) {

  static Cast of(ChatClients people) {
    return new Cast(
        people.someone(), people.someone(), people.someone(), people.someone(), people.anonymous());
  }

  Api as(Who who) {
    return switch (who) {
      case OWNER -> owner.api();
      case MEMBER -> member.api();
      case FORMER_MEMBER -> formerMember.api();
      case STRANGER -> stranger.api();
      case ANONYMOUS -> anonymous;
    };
  }

  Person person(Who who) {
    return switch (who) {
      case OWNER -> owner;
      case MEMBER -> member;
      case FORMER_MEMBER -> formerMember;
      case STRANGER, ANONYMOUS -> stranger;
    };
  }
}
