package dev.parley.chat.access;

import java.util.List;
import java.util.Map;

/** Messages, and what happens to them later. */
final class MessageRoutes {

  private static final String OF_CONVERSATION = "/api/v1/conversations/{conversationId}/messages";
  private static final String ONE = "/api/v1/messages/{id}";
  private static final String REACTION = ONE + "/reactions/{emoji}";
  private static final String THUMBS_UP = "/reactions/%F0%9F%91%8D";

  private MessageRoutes() {}

  static List<Route> all() {
    return List.of(
        Route.get(OF_CONVERSATION, Door.readers(200), scene -> scene.conversationPath("/messages")),
        Route.post(
            OF_CONVERSATION,
            Door.readers(201),
            scene -> scene.conversationPath("/messages"),
            Map.of("content", "hello")),
        Route.post(
            OF_CONVERSATION + "/bulk",
            Door.readers(201),
            scene -> scene.conversationPath("/messages/bulk"),
            Map.of("messages", List.of(Map.of("content", "hello")))),
        Route.get("/api/v1/messages", Door.signedIn(200), scene -> "/api/v1/messages"),
        Route.postOf(
            "/api/v1/messages",
            Door.readers(201),
            scene -> "/api/v1/messages",
            scene -> Map.of("content", "hello", "project_id", scene.project())),
        Route.get(ONE, Door.readers(200), scene -> scene.messagePath("")),
        // nobody puts words into another's mouth: the message is the owner's
        Route.patch(
            ONE, Door.ownerOnly(200), scene -> scene.messagePath(""), Map.of("content", "edited")),
        Route.delete(ONE, Door.ownerOnly(204), scene -> scene.messagePath("")),
        Route.get(ONE + "/history", Door.readers(200), scene -> scene.messagePath("/history")),
        Route.get(ONE + "/context", Door.readers(200), scene -> scene.messagePath("/context")),
        Route.get(ONE + "/trace", Door.adminOnly(), scene -> scene.messagePath("/trace")),
        Route.put(REACTION, Door.readers(200), scene -> scene.messagePath(THUMBS_UP), null),
        Route.delete(REACTION, Door.readers(204), scene -> scene.messagePath(THUMBS_UP)));
  }
}
