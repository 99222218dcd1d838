package dev.parley.chat.access;

import java.util.List;
import java.util.Map;

/** GraphQL; what each hears of each field is a list of its own. */
final class GraphQlRoutes {

  private GraphQlRoutes() {}

  static List<Route> all() {
    return List.of(
        Route.get("/graphql", Door.signedIn(200), scene -> "/graphql?query=%7Bme%7Bid%7D%7D"),
        Route.post(
            "/graphql", Door.signedIn(200), scene -> "/graphql", Map.of("query", "{me{id}}")));
  }
}
