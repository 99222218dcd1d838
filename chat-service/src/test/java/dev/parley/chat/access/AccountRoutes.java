package dev.parley.chat.access;

import java.util.List;
import java.util.Map;

/** Signing in and out, and oneself. */
final class AccountRoutes {

  private AccountRoutes() {}

  static List<Route> all() {
    return List.of(
        Route.get("/.well-known/jwks.json", Door.everybody(200), scene -> "/.well-known/jwks.json"),
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
        Route.get("/api/v1/me", Door.signedIn(200), scene -> "/api/v1/me"));
  }
}
