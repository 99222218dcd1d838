package dev.parley.chat.access;

import java.util.List;
import java.util.UUID;

/** Files: the owner's own, in the conversation that the others read or do not read. */
final class FileRoutes {

  private static final String FILES = "/api/v1/files";

  private FileRoutes() {}

  static List<Route> all() {
    return List.of(
        new Route(
            "POST " + FILES,
            Door.readers(201),
            (api, scene) ->
                api.post(
                    FILES + "?name=a.txt&conversation_id=" + scene.conversation(),
                    "text/plain",
                    "hello")),
        Route.get(
            FILES, Door.readers(200), scene -> FILES + "?conversation_id=" + scene.conversation()),
        Route.get(FILES + "/{id}", Door.readers(200), scene -> FILES + "/" + file(scene)),
        Route.delete(FILES + "/{id}", Door.ownerOnly(204), scene -> FILES + "/" + file(scene)),
        Route.get(
            FILES + "/{id}/content",
            Door.readers(200),
            scene -> FILES + "/" + file(scene) + "/content"));
  }

  private static UUID file(Scene scene) {
    return scene
        .cast()
        .owner()
        .api()
        .post(FILES + "?name=a.txt&conversation_id=" + scene.conversation(), "text/plain", "hello")
        .id();
  }
}
