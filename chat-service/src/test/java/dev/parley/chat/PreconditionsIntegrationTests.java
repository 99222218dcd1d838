package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatClients.Person;
import dev.parley.testing.Answer;
import dev.parley.testing.Api;
import dev.parley.testing.Patience;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Whatever can be read and changed at one address is changed as it was seen, or not at all. */
@ChatServiceTest
class PreconditionsIntegrationTests {

  /** Of another resource: what somebody has seen who has not seen this one. */
  private static final String FOREIGN = "\"AAAAAAAAAAAAAAAA\"";

  private static final int AT_ONCE = 4;

  /** Lists: a change of each of many, or of all, is no edit of a page of them. */
  private static final Set<String> OF_MANY =
      Set.of("PATCH /api/v1/conversations", "DELETE /api/v1/auth/sessions");

  @Autowired private ChatClients people;

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping handlers;

  /** A change of something at its own address; each n is another one. */
  private interface Change {
    Answer make(Api api, String path, int n);
  }

  private static Change patch(String field) {
    return (api, path, n) -> api.patch(path, Map.of(field, field + n));
  }

  private static Change put(String field, Object... values) {
    return (api, path, n) -> api.put(path, Map.of(field, values[n]));
  }

  private static final Change DELETE = (api, path, n) -> api.delete(path);

  /**
   * @param handler method and pattern
   * @param path of a new one
   * @param elsewhere moves it while somebody looks at what they have seen
   */
  private record Edit(String handler, Api api, String path, Change elsewhere, Change change) {
    boolean deletes() {
      return handler.startsWith("DELETE ");
    }
  }

  private Stream<Edit> edits() {
    Person ada = people.someone();
    Api api = ada.api();
    Api admin = people.admin().api();
    UUID talk = ada.createConversation("talk");
    String conversation = "/api/v1/conversations/" + talk;
    String project = "/api/v1/projects/" + api.post("/api/v1/projects", Map.of("name", "p")).id();
    String tagged = message(ada, talk) + "/tags";
    String user = "/api/v1/users/" + people.someone().id();
    String edited = annotation(api, conversation);
    String deleted = annotation(api, conversation);
    Change names = put("value", "one", "two", "three", "four", "five", "six");
    Change tags =
        put("tags", Stream.of("a", "b", "c", "d", "e", "f").map(List::of).toArray(Object[]::new));
    Change tagging = (who, path, n) -> who.put(path + "/elsewhere", null);
    return Stream.of(
        new Edit("PATCH /api/v1/conversations/{id}", api, conversation, tagged(), patch("title")),
        new Edit("PUT /api/v1/conversations/{id}/tags", api, conversation + "/tags", tagging, tags),
        new Edit("PUT /api/v1/messages/{id}/tags", api, tagged, tagging, tags),
        edit("PATCH /api/v1/messages/{id}", api, message(ada, talk), patch("content")),
        deletion("/api/v1/messages/{id}", api, message(ada, talk), patch("content")),
        edit("PATCH /api/v1/annotations/{id}", api, edited, patch("content")),
        deletion("/api/v1/annotations/{id}", api, deleted, patch("content")),
        edit("PATCH /api/v1/characters/{id}", api, character(api), patch("name")),
        deletion("/api/v1/characters/{id}", api, character(api), patch("name")),
        edit("PATCH /api/v1/projects/{id}", api, project, patch("description")),
        edit("PUT /api/v1/settings/{key}", admin, "/api/v1/settings/site.name", names),
        deletion("/api/v1/settings/{key}", admin, "/api/v1/settings/site.name", names),
        edit("PATCH /api/v1/me", api, "/api/v1/me", patch("display_name")),
        edit("PATCH /api/v1/users/{id}", admin, user, patch("display_name")),
        deletion("/api/v1/files/{id}", api, file(api), attached(conversation)),
        deletion(
            "/api/v1/imports/{id}", api, finishedImport(api), (who, path, n) -> who.get(path)));
  }

  private static Edit edit(String handler, Api api, String path, Change change) {
    return new Edit(handler, api, path, change, change);
  }

  private static Edit deletion(String pattern, Api api, String path, Change elsewhere) {
    return new Edit("DELETE " + pattern, api, path, elsewhere, DELETE);
  }

  @Test
  void whateverIsReadAndChangedIsOnTheList() {
    Map<String, Set<RequestMethod>> methods =
        handlers.getHandlerMethods().entrySet().stream()
            .filter(e -> e.getValue().getBeanType().getName().startsWith("dev.parley.chat."))
            .flatMap(
                e ->
                    e.getKey().getPatternValues().stream()
                        .map(p -> Map.entry(p, e.getKey().getMethodsCondition().getMethods())))
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, e -> new HashSet<>(e.getValue()), (a, b) -> union(a, b)));
    Set<String> changeable = new TreeSet<>();
    methods.forEach(
        (pattern, known) -> {
          if (known.contains(RequestMethod.GET)) {
            known.stream()
                .filter(m -> m != RequestMethod.GET && m != RequestMethod.POST)
                .forEach(m -> changeable.add(m + " " + pattern));
          }
        });
    changeable.removeAll(OF_MANY);

    Set<String> listed = edits().map(Edit::handler).collect(Collectors.toSet());
    assertThat(listed).isEqualTo(changeable);
  }

  private static Set<RequestMethod> union(Set<RequestMethod> one, Set<RequestMethod> other) {
    one.addAll(other);
    return one;
  }

  @TestFactory
  Stream<DynamicTest> isChangedAsItWasSeenOrNotAtAll() {
    return edits()
        .map(edit -> DynamicTest.dynamicTest(edit.handler(), () -> isChangedAsItWasSeen(edit)));
  }

  private static void isChangedAsItWasSeen(Edit edit) throws Exception {
    Api api = edit.api();
    String path = edit.path();
    String read = api.get(path).assertStatus(200).header("ETag");
    edit.elsewhere().make(api, path, 0).json();
    String moved = api.get(path).header("ETag");
    String stale = moved.equals(read) ? FOREIGN : read;
    String before = api.get(path).body();

    Answer refused = edit.change().make(api.with("If-Match", stale), path, 1);

    refused.assertProblem(412, "request.precondition_failed");
    assertThat(edited(refused.header("ETag"))).isEqualTo(edited(moved));
    assertThat(api.get(path).body()).isEqualTo(before);
    if (!edit.deletes()) {
      assertThat(statuses(edit, moved)).containsOnlyOnce(200).containsOnly(200, 412);
      assertThat(api.get(path).body()).isNotEqualTo(before);
    } else {
      edit.change().make(api.with("If-Match", moved), path, 1).assertStatus(204);
    }
  }

  /** The part of a tag that edits are held against. */
  private static String edited(String tag) {
    return tag.substring(1, tag.length() - 1).replaceAll("[.].*", "");
  }

  /** Of several who have seen the same. */
  private static List<Integer> statuses(Edit edit, String seen) throws Exception {
    Api api = edit.api().with("If-Match", seen);
    List<Callable<Integer>> all =
        IntStream.rangeClosed(1, AT_ONCE)
            .<Callable<Integer>>mapToObj(
                n -> () -> edit.change().make(api, edit.path(), n).status())
            .toList();
    List<Integer> statuses = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> status : threads.invokeAll(all)) {
        statuses.add(status.get());
      }
    }
    return statuses;
  }

  private static Change tagged() {
    return (api, path, n) -> api.put(path + "/tags/elsewhere", null);
  }

  private static Change attached(String conversation) {
    return (api, path, n) ->
        api.post(
            conversation + "/messages",
            Map.of(
                "content", "see", "file_ids", List.of(path.substring(path.lastIndexOf('/') + 1))));
  }

  private static String message(Person author, UUID conversation) {
    return "/api/v1/messages/" + author.post(conversation, "one").required("id").asText();
  }

  private static String annotation(Api api, String conversation) {
    return "/api/v1/annotations/"
        + api.post(conversation + "/annotations", Map.of("content", "one")).id();
  }

  private static String character(Api api) {
    return "/api/v1/characters/" + api.post("/api/v1/characters", Map.of("name", "one")).id();
  }

  private static String file(Api api) {
    return "/api/v1/files/" + api.post("/api/v1/files?name=a.txt", "text/plain", "hello").id();
  }

  /** One that is over: else its state would move while it is looked at. */
  private static String finishedImport(Api api) {
    JsonNode begun =
        api.post(
                "/api/v1/imports",
                Map.of(
                    "source",
                    "slack",
                    "items",
                    List.of(Map.of("external_id", "1", "title", "t", "content", "c"))))
            .json(202);
    String path = "/api/v1/imports/" + begun.required("id").asText();
    Patience.await().until(() -> api.get(path).json(200).required("state").asText().equals("done"));
    return path;
  }
}
