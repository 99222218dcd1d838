package dev.parley.chat.access;

import java.util.List;
import java.util.Map;

/** Conversations, their members, and how far one has read. */
final class ConversationRoutes {

  private static final String ONE = "/api/v1/conversations/{id}";
  private static final String MEMBER = ONE + "/members/{userId}";

  private ConversationRoutes() {}

  static List<Route> all() {
    return List.of(
        Route.post(
            "/api/v1/conversations",
            Door.signedIn(201),
            scene -> "/api/v1/conversations",
            Map.of("title", "mine")),
        Route.get("/api/v1/conversations", Door.signedIn(200), scene -> "/api/v1/conversations"),
        Route.get(ONE, Door.readers(200), scene -> scene.conversationPath("")),
        new Route(
            "PATCH /api/v1/conversations",
            // each of them has a verdict of its own
            Door.signedIn(200),
            (api, scene) ->
                api.patch(
                    "/api/v1/conversations",
                    Map.of("ids", List.of(scene.conversation()), "archived", true))),
        Route.patch(
            ONE,
            Door.ownerOnly(200),
            scene -> scene.conversationPath(""),
            Map.of("title", "another")),
        Route.get(ONE + "/members", Door.readers(200), scene -> scene.conversationPath("/members")),
        Route.put(
            MEMBER,
            Door.ownerOnly(200),
            scene -> scene.conversationPath("/members/" + scene.cast().stranger().id()),
            null),
        Route.delete(
            MEMBER,
            // one's own membership is the member's to end, another's is the owner's
            Door.of(204, 204, 404, 404, 401),
            scene -> scene.conversationPath("/members/" + scene.cast().member().id())),
        Route.post(
            ONE + "/read",
            Door.readers(200),
            scene -> scene.conversationPath("/read"),
            Map.of("seq", 1)),
        new Route(
            "POST /api/v1/conversations/read",
            // whatever one may not read is left out of the answer
            Door.signedIn(200),
            (api, scene) ->
                api.post(
                    "/api/v1/conversations/read",
                    Map.of(
                        "items",
                        List.of(Map.of("conversation_id", scene.conversation(), "seq", 1))))));
  }
}
