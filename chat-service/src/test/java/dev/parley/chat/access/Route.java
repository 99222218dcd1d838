package dev.parley.chat.access;

import dev.parley.testing.Answer;
import dev.parley.testing.Api;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One route as its controller spells it, how it is asked in a scene, and what each hears.
 *
 * @param handler method and pattern, as in {@code GET /api/v1/me}
 */
record Route(String handler, Door door, BiFunction<Api, Scene, Answer> ask) {

  static Route get(String pattern, Door door, Function<Scene, String> path) {
    return new Route("GET " + pattern, door, (api, scene) -> api.get(path.apply(scene)));
  }

  static Route delete(String pattern, Door door, Function<Scene, String> path) {
    return new Route("DELETE " + pattern, door, (api, scene) -> api.delete(path.apply(scene)));
  }

  static Route put(String pattern, Door door, Function<Scene, String> path, @Nullable Object body) {
    return new Route("PUT " + pattern, door, (api, scene) -> api.put(path.apply(scene), body));
  }

  static Route post(
      String pattern, Door door, Function<Scene, String> path, @Nullable Object body) {
    return new Route("POST " + pattern, door, (api, scene) -> api.post(path.apply(scene), body));
  }

  /** With a body that names things of the scene. */
  static Route postOf(
      String pattern, Door door, Function<Scene, String> path, Function<Scene, Object> body) {
    return new Route(
        "POST " + pattern, door, (api, scene) -> api.post(path.apply(scene), body.apply(scene)));
  }

  static Route patch(String pattern, Door door, Function<Scene, String> path, Object body) {
    return new Route("PATCH " + pattern, door, (api, scene) -> api.patch(path.apply(scene), body));
  }

  boolean onlyReads() {
    return handler.startsWith("GET ");
  }

  @Override
  public String toString() {
    return handler;
  }
}
