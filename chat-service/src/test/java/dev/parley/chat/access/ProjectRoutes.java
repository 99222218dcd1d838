package dev.parley.chat.access;

import java.util.List;
import java.util.Map;

/** Projects and who belongs to them. */
final class ProjectRoutes {

  private static final String ONE = "/api/v1/projects/{id}";
  private static final String MEMBER = ONE + "/members/{userId}";

  private ProjectRoutes() {}

  static List<Route> all() {
    return List.of(
        Route.post(
            "/api/v1/projects",
            Door.signedIn(201),
            scene -> "/api/v1/projects",
            Map.of("name", "mine")),
        Route.get("/api/v1/projects", Door.signedIn(200), scene -> "/api/v1/projects"),
        Route.get(ONE, Door.readers(200), scene -> scene.projectPath("")),
        Route.patch(
            ONE, Door.ownerOnly(200), scene -> scene.projectPath(""), Map.of("name", "another")),
        Route.get(ONE + "/members", Door.readers(200), scene -> scene.projectPath("/members")),
        Route.put(
            MEMBER,
            Door.ownerOnly(200),
            scene -> scene.projectPath("/members/" + scene.cast().stranger().id()),
            null),
        Route.delete(
            MEMBER,
            Door.of(204, 204, 404, 404, 401),
            scene -> scene.projectPath("/members/" + scene.cast().member().id())));
  }
}
