package dev.parley.chat.access;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Annotations of conversations and messages. */
final class AnnotationRoutes {

  private static final String ONE = "/api/v1/annotations/{id}";
  private static final Map<String, Object> NOTE = Map.of("content", "noted");

  private AnnotationRoutes() {}

  static List<Route> all() {
    return Stream.of(
            of(
                "/api/v1/conversations/{id}/annotations",
                scene -> scene.conversationPath("/annotations")),
            of("/api/v1/messages/{id}/annotations", scene -> scene.messagePath("/annotations")),
            List.of(
                Route.get(ONE, Door.readers(200), AnnotationRoutes::ofTheOwner),
                // the annotation is the owner's
                Route.patch(ONE, Door.ownerOnly(200), AnnotationRoutes::ofTheOwner, NOTE),
                Route.delete(ONE, Door.ownerOnly(204), AnnotationRoutes::ofTheOwner)))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Route> of(String pattern, Function<Scene, String> path) {
    return List.of(
        Route.get(pattern, Door.readers(200), path),
        Route.post(pattern, Door.readers(201), path, NOTE));
  }

  private static String ofTheOwner(Scene scene) {
    return "/api/v1/annotations/"
        + scene.cast().owner().api().post(scene.messagePath("/annotations"), NOTE).id();
  }
}
