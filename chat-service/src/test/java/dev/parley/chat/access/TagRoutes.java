package dev.parley.chat.access;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Tags of conversations and messages. */
final class TagRoutes {

  private TagRoutes() {}

  static List<Route> all() {
    return Stream.of(
            List.of(Route.get("/api/v1/tags", Door.signedIn(200), scene -> "/api/v1/tags?q=a")),
            of("/api/v1/conversations/{id}/tags", scene -> scene.conversationPath("/tags")),
            of("/api/v1/messages/{id}/tags", scene -> scene.messagePath("/tags")))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Route> of(String pattern, Function<Scene, String> path) {
    Function<Scene, String> one = path.andThen(all -> all + "/mine");
    return List.of(
        Route.get(pattern, Door.readers(200), path),
        Route.put(pattern, Door.readers(200), path, Map.of("tags", List.of("a", "b"))),
        Route.put(pattern + "/{tag}", Door.readers(200), one, null),
        Route.delete(pattern + "/{tag}", Door.readers(204), one));
  }
}
