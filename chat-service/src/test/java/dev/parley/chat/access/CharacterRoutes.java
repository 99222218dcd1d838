package dev.parley.chat.access;

import java.util.List;
import java.util.Map;

/** Characters: everybody's to talk to, and theirs who made them. */
final class CharacterRoutes {

  private static final String ALL = "/api/v1/characters";
  private static final String ONE = ALL + "/{id}";

  private CharacterRoutes() {}

  static List<Route> all() {
    return List.of(
        Route.get(ALL, Door.signedIn(200), scene -> ALL),
        Route.post(ALL, Door.signedIn(201), scene -> ALL, Map.of("name", "Mine")),
        Route.get(ONE, Door.signedIn(200), CharacterRoutes::ofTheOwner),
        Route.patch(
            ONE,
            Door.of(200, 403, 403, 403, 401),
            CharacterRoutes::ofTheOwner,
            Map.of("name", "Another")),
        Route.delete(ONE, Door.of(204, 403, 403, 403, 401), CharacterRoutes::ofTheOwner));
  }

  private static String ofTheOwner(Scene scene) {
    return ALL + "/" + scene.cast().owner().api().post(ALL, Map.of("name", "The owner's")).id();
  }
}
