package dev.parley.chat.access;

import java.util.List;
import java.util.Map;

/** What admins change for the whole installation. */
final class SettingRoutes {

  private static final String ALL = "/api/v1/settings";
  private static final String ONE = ALL + "/{key}";

  private SettingRoutes() {}

  static List<Route> all() {
    return List.of(
        Route.get("/api/v1/site", Door.everybody(200), scene -> "/api/v1/site"),
        Route.get(ALL, Door.signedIn(200), scene -> ALL),
        Route.get(ONE, Door.signedIn(200), scene -> ALL + "/site.name"),
        Route.put(
            ONE, Door.adminOnly(), scene -> ALL + "/site.name", Map.of("value", "not theirs")),
        Route.delete(ONE, Door.adminOnly(), scene -> ALL + "/site.name"));
  }
}
