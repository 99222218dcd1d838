package dev.parley.chat.access;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Imports: each is the business of whoever began it. */
final class ImportRoutes {

  private static final String ALL = "/api/v1/imports";
  private static final String ONE = ALL + "/{id}";
  private static final Map<String, Object> BODY =
      Map.of(
          "source",
          "slack",
          "items",
          List.of(Map.of("external_id", "1", "title", "t", "content", "c")));

  /** One for each owner: only a few may be under way at a time. */
  private static final Map<UUID, UUID> OF_OWNER = new ConcurrentHashMap<>();

  private ImportRoutes() {}

  static List<Route> all() {
    return List.of(
        Route.post(ALL, Door.signedIn(202), scene -> ALL, BODY),
        Route.get(ALL, Door.signedIn(200), scene -> ALL),
        Route.get(ONE, Door.ownOnly(200), scene -> path(scene, "")),
        Route.get(ONE + "/records", Door.ownOnly(200), scene -> path(scene, "/records")),
        Route.delete(ONE, Door.ownOnly(204), scene -> path(scene, "")));
  }

  private static String path(Scene scene, String rest) {
    UUID id =
        OF_OWNER.computeIfAbsent(
            scene.cast().owner().id(),
            _ ->
                UUID.fromString(
                    scene.cast().owner().api().post(ALL, BODY).json(202).required("id").asText()));
    return ALL + "/" + id + rest;
  }
}
