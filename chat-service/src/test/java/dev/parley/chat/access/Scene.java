package dev.parley.chat.access;

import dev.parley.chat.ChatClients.Person;
import java.util.Map;
import java.util.UUID;

/**
 * A private conversation with a message in it, and a project: both the owner's, with one member and
 * one who was a member. A new one for each request that changes something, so that none meets what
 * another left.
 */
record Scene(Cast cast, Who who, UUID conversation, UUID message, UUID project) {

  static Scene set(Cast cast, Who who) {
    Person owner = cast.owner();
    UUID conversation = owner.createConversation("a scene");
    owner.invite(conversation, cast.member());
    owner.invite(conversation, cast.formerMember());
    owner
        .api()
        .delete(memberPath("conversations", conversation, cast.formerMember()))
        .assertStatus(204);
    UUID message =
        UUID.fromString(owner.post(conversation, "for us alone").required("id").asText());
    UUID project = owner.api().post("/api/v1/projects", Map.of("name", "a scene")).id();
    owner.api().put(memberPath("projects", project, cast.member()), null).assertStatus(200);
    owner.api().put(memberPath("projects", project, cast.formerMember()), null).assertStatus(200);
    owner.api().delete(memberPath("projects", project, cast.formerMember())).assertStatus(204);
    return new Scene(cast, who, conversation, message, project);
  }

  /** The same things, before somebody else. */
  Scene before(Who other) {
    return new Scene(cast, other, conversation, message, project);
  }

  /** Whoever asks; the anonymous one stands in the stranger's shoes. */
  Person self() {
    return cast.person(who);
  }

  String conversationPath(String rest) {
    return "/api/v1/conversations/" + conversation + rest;
  }

  String messagePath(String rest) {
    return "/api/v1/messages/" + message + rest;
  }

  String projectPath(String rest) {
    return "/api/v1/projects/" + project + rest;
  }

  private static String memberPath(String things, UUID thing, Person person) {
    return "/api/v1/%s/%s/members/%s".formatted(things, thing, person.id());
  }
}
