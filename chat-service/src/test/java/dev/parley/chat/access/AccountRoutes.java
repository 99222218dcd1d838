package dev.parley.chat.access;

import dev.parley.testing.Api;
import java.util.List;
import java.util.Map;

/** Signing in and out, and oneself. */
final class AccountRoutes {

  private AccountRoutes() {}

  /** In a session that the rest of the test does not need. */
  private static Api fresh(Api api, Scene scene) {
    return scene.who() == Who.ANONYMOUS ? api : scene.self().signIn().api();
  }

  static List<Route> all() {
    return List.of(
        Route.get("/.well-known/jwks.json", Door.everybody(200), scene -> "/.well-known/jwks.json"),
        Route.get(
            "/.well-known/openid-configuration",
            Door.everybody(200),
            scene -> "/.well-known/openid-configuration"),
        Route.post(
            "/api/v1/auth/register",
            Door.everybody(400),
            scene -> "/api/v1/auth/register",
            Map.of("username", "")),
        Route.post(
            "/api/v1/auth/login",
            Door.everybody(400),
            scene -> "/api/v1/auth/login",
            Map.of("username", "")),
        Route.post(
            "/api/v1/auth/refresh",
            Door.everybody(401),
            scene -> "/api/v1/auth/refresh",
            Map.of("refresh_token", "not-one-of-ours")),
        new Route(
            "POST /api/v1/auth/token",
            Door.everybody(400),
            (api, scene) ->
                api.post(
                    "/api/v1/auth/token",
                    "application/x-www-form-urlencoded",
                    "grant_type=password")),
        new Route(
            "POST /api/v1/auth/logout",
            Door.signedIn(204),
            (api, scene) ->
                scene.who() == Who.ANONYMOUS
                    ? api.post("/api/v1/auth/logout", null)
                    : scene.self().signIn().api().post("/api/v1/auth/logout", null)),
        Route.get("/api/v1/me", Door.signedIn(200), scene -> "/api/v1/me"),
        Route.patch(
            "/api/v1/me", Door.signedIn(200), scene -> "/api/v1/me", Map.of("display_name", "Me")),
        Route.post(
            "/api/v1/me/password",
            Door.signedIn(400),
            scene -> "/api/v1/me/password",
            Map.of("new_password", "")),
        Route.get("/api/v1/auth/sessions", Door.signedIn(200), scene -> "/api/v1/auth/sessions"),
        Route.delete(
            "/api/v1/auth/sessions/{id}",
            Door.ownOnly(204),
            scene -> "/api/v1/auth/sessions/" + scene.cast().owner().signIn().session()),
        new Route(
            "DELETE /api/v1/auth/sessions",
            Door.signedIn(204),
            (api, scene) -> fresh(api, scene).delete("/api/v1/auth/sessions")),
        Route.get("/api/v1/me/tokens", Door.signedIn(200), scene -> "/api/v1/me/tokens"),
        new Route(
            "POST /api/v1/me/tokens",
            Door.signedIn(201),
            (api, scene) ->
                fresh(api, scene)
                    .post("/api/v1/me/tokens", Map.of("name", "x", "scopes", List.of("read")))),
        Route.delete(
            "/api/v1/me/tokens/{id}",
            Door.ownOnly(204),
            scene ->
                "/api/v1/me/tokens/"
                    + scene.cast().owner().signIn().createToken("read").required("id").asText()),
        Route.get("/api/v1/users", Door.adminOnly(), scene -> "/api/v1/users"),
        Route.get(
            "/api/v1/users/{id}",
            Door.signedIn(200),
            scene -> "/api/v1/users/" + scene.cast().owner().id()),
        Route.patch(
            "/api/v1/users/{id}",
            Door.adminOnly(),
            scene -> "/api/v1/users/" + scene.cast().owner().id(),
            Map.of("role", "admin")));
  }
}
