package dev.parley.chat.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatServiceTest;
import dev.parley.testing.Answer;
import dev.parley.testing.ApiContract;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What each of five people hears at each route of the service. */
@ChatServiceTest
class AccessMatrixIntegrationTests {

  /** A feature adds its own list here. */
  private static final List<Route> ROUTES =
      Stream.of(
              AccountRoutes.all(),
              AnnotationRoutes.all(),
              CharacterRoutes.all(),
              ConversationRoutes.all(),
              ImportRoutes.all(),
              FileRoutes.all(),
              GraphQlRoutes.all(),
              MessageRoutes.all(),
              ProjectRoutes.all(),
              SettingRoutes.all(),
              TagRoutes.all())
          .flatMap(List::stream)
          .toList();

  @Autowired private ChatClients people;

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping handlers;

  @Test
  void everyRouteIsOnTheList() {
    assertThat(routesOfTheService())
        .as("a route that is missing belongs into a list of this package")
        .isEqualTo(
            ROUTES.stream().map(Route::handler).collect(Collectors.toCollection(TreeSet::new)));
  }

  @TestFactory
  Stream<DynamicTest> everybodyHearsWhatTheListSays() {
    Cast cast = Cast.of(people);
    Scene untouched = Scene.set(cast, Who.OWNER);
    var described = ApiContract.of(people.anonymous().get("/internal/openapi").json(200));
    return ROUTES.stream()
        .flatMap(
            route ->
                Stream.of(Who.values())
                    .map(
                        who ->
                            DynamicTest.dynamicTest(
                                who + " " + route,
                                () ->
                                    hearsWhatTheListSays(
                                        described,
                                        route,
                                        route.onlyReads()
                                            ? untouched.before(who)
                                            : Scene.set(cast, who)))));
  }

  /** And what they hear is what the description of the API lets clients expect. */
  private static void hearsWhatTheListSays(ApiContract described, Route route, Scene scene) {
    Answer answer = route.ask().apply(scene.cast().as(scene.who()), scene);
    answer.assertStatus(route.door().statusFor(scene.who()));
    described.assertAllows(route.handler(), answer);
  }

  private Set<String> routesOfTheService() {
    return handlers.getHandlerMethods().entrySet().stream()
        .filter(
            entry -> entry.getValue().getBeanType().getPackageName().startsWith("dev.parley.chat"))
        .flatMap(entry -> spellings(entry.getKey()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> spellings(RequestMappingInfo route) {
    return route.getPatternValues().stream()
        // where only services come
        .filter(pattern -> !pattern.startsWith("/internal/"))
        .flatMap(
            pattern ->
                route.getMethodsCondition().getMethods().stream()
                    .map(method -> method + " " + pattern));
  }
}
