package dev.parley.chat.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.ChatClients;
import dev.parley.chat.ChatServiceTest;
import dev.parley.testing.Answer;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLTypeUtil;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;

/** What each of five people sees by each field that leads to something. */
@ChatServiceTest
class GraphQlFieldsIntegrationTests {

  private static final String CONVERSATION = "{ conversation(id: $conversation) { %s } }";
  private static final String MESSAGE = "{ message(id: $message) { %s } }";
  private static final String PROJECT = "{ project(id: $project) { %s } }";

  /**
   * @param name type and field
   * @param query asks for the scene's things
   * @param found where the answer is, for those who see it
   */
  private record Lead(String name, String query, String found, Set<Who> readers) {

    static Lead of(String name, String query, String found) {
      return new Lead(name, query, found, Set.of(Who.OWNER, Who.MEMBER));
    }
  }

  private static final List<Lead> LEADS =
      List.of(
          new Lead(
              "Query.me",
              "{ me { id } }",
              "/me/id",
              Set.of(Who.OWNER, Who.MEMBER, Who.FORMER_MEMBER, Who.STRANGER)),
          Lead.of("Query.chats", "{ chats(ids: [$conversation]) { title } }", "/chats/0/title"),
          Lead.of("Query.conversation", CONVERSATION.formatted("title"), "/conversation/title"),
          Lead.of(
              "Query.conversations",
              "{ conversations(first: 1) { nodes { title } } }",
              "/conversations/nodes/0/title"),
          Lead.of(
              "Query.messages",
              "{ messages(conversationId: $conversation) { totalCount nodes { content } } }",
              "/messages/nodes/0/content"),
          Lead.of("Query.message", MESSAGE.formatted("content"), "/message/content"),
          Lead.of("Query.project", PROJECT.formatted("name"), "/project/name"),
          Lead.of("Query.projects", "{ projects { nodes { name } } }", "/projects/nodes/0/name"),
          Lead.of(
              "Conversation.owner",
              CONVERSATION.formatted("owner { username }"),
              "/conversation/owner/username"),
          Lead.of(
              "Conversation.project",
              "{ conversations { nodes { project { name } } } }",
              "/conversations/nodes/0/project/name"),
          Lead.of(
              "Conversation.members",
              CONVERSATION.formatted("members { nodes { role } }"),
              "/conversation/members/nodes/0/role"),
          Lead.of(
              "Conversation.tags",
              "{ conversations { nodes { tags { name } } } }",
              "/conversations/nodes/0/tags/0/name"),
          Lead.of(
              "Conversation.messages",
              CONVERSATION.formatted("messages { nodes { content } }"),
              "/conversation/messages/nodes/0/content"),
          Lead.of(
              "Message.conversation",
              MESSAGE.formatted("conversation { title }"),
              "/message/conversation/title"),
          Lead.of(
              "Message.author",
              MESSAGE.formatted("author { username }"),
              "/message/author/username"),
          Lead.of(
              "Message.replyTo",
              "{ message(id: $reply) { replyTo { content } } }",
              "/message/replyTo/content"),
          Lead.of(
              "Message.tags", "{ message(id: $reply) { tags { name } } }", "/message/tags/0/name"),
          Lead.of(
              "Message.mentions",
              "{ message(id: $reply) { mentions { username } } }",
              "/message/mentions/0/username"),
          Lead.of(
              "Message.reactions",
              "{ message(id: $reply) { reactions { emoji } } }",
              "/message/reactions/0/emoji"),
          Lead.of(
              "Project.owner", PROJECT.formatted("owner { username }"), "/project/owner/username"),
          Lead.of(
              "Project.members",
              PROJECT.formatted("members { nodes { user { username } } }"),
              "/project/members/nodes/0/user/username"),
          Lead.of(
              "Project.conversations",
              PROJECT.formatted("conversations { nodes { title } }"),
              "/project/conversations/nodes/0/title"),
          Lead.of(
              "Member.user",
              CONVERSATION.formatted("members { nodes { user { username } } }"),
              "/conversation/members/nodes/0/user/username"));

  /** What everybody who sees somebody sees of them. */
  private static final Set<String> OF_OTHERS = Set.of("id", "username", "displayName");

  @Autowired private ChatClients people;
  @Autowired private GraphQlSource source;

  @Test
  void everyFieldThatLeadsSomewhereIsOnTheList() {
    List<String> leads =
        source.schema().getAllTypesAsList().stream()
            .filter(GraphQLObjectType.class::isInstance)
            .map(GraphQLObjectType.class::cast)
            .filter(type -> !type.getName().matches("__.*|.*(Connection|Edge)"))
            .flatMap(GraphQlFieldsIntegrationTests::leads)
            // where a stretch of a list lies leads nowhere
            .filter(field -> !field.endsWith(".pageInfo"))
            .toList();
    assertThat(leads).containsExactlyInAnyOrderElementsOf(LEADS.stream().map(Lead::name).toList());
  }

  @Test
  void ofOthersOneSeesTheirNamesOnly() {
    assertThat(source.schema().getObjectType("User").getFieldDefinitions())
        .extracting(field -> field.getName())
        .containsExactlyInAnyOrderElementsOf(OF_OTHERS);
  }

  private static Stream<String> leads(GraphQLObjectType type) {
    return type.getFieldDefinitions().stream()
        .filter(field -> GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLObjectType)
        .map(field -> type.getName() + "." + field.getName());
  }

  @TestFactory
  Stream<DynamicTest> everybodySeesWhatTheListSays() {
    Scene scene = Scene.set(Cast.of(people), Who.OWNER);
    // so that the newest conversation of those who see it is of a project
    scene
        .cast()
        .owner()
        .createConversation(
            Map.of("title", "a scene", "project_id", scene.project(), "visibility", "project"));
    String reply =
        scene
            .cast()
            .owner()
            .api()
            .post(
                scene.conversationPath("/messages"),
                Map.of(
                    "content",
                    "an answer to @" + scene.cast().owner().name(),
                    "reply_to_id",
                    scene.message()))
            .id()
            .toString();
    for (String mark : List.of("/reactions/%F0%9F%91%8D", "/tags/marked")) {
      scene.cast().member().api().put("/api/v1/messages/" + reply + mark, null).assertStatus(200);
    }
    scene
        .cast()
        .owner()
        .api()
        .put(
            "/api/v1/conversations/%s/tags".formatted(projectConversation(scene)),
            Map.of("tags", List.of("marked")))
        .assertStatus(200);
    // the newest again
    scene
        .cast()
        .owner()
        .api()
        .patch(
            "/api/v1/conversations/" + projectConversation(scene),
            Map.of("title", "a scene, anew"));
    Map<String, Object> ids =
        Map.of(
            "conversation", scene.conversation(),
            "message", scene.message(),
            "project", scene.project(),
            "reply", reply);
    return LEADS.stream()
        .flatMap(
            lead ->
                Stream.of(Who.values())
                    .map(
                        who ->
                            DynamicTest.dynamicTest(
                                who + " " + lead.name(),
                                () -> seesWhatTheListSays(lead, scene.before(who), ids))));
  }

  private static String projectConversation(Scene scene) {
    return scene
        .cast()
        .owner()
        .api()
        .get("/api/v1/conversations?project_id=" + scene.project())
        .json(200)
        .at("/items/0/id")
        .asText();
  }

  private static void seesWhatTheListSays(Lead lead, Scene scene, Map<String, Object> ids) {
    String declared =
        ids.keySet().stream()
            .filter(id -> lead.query().contains("$" + id))
            .map(id -> "$" + id + ": ID!")
            .reduce((one, other) -> one + ", " + other)
            .map(all -> "query(" + all + ") ")
            .orElse("");
    Answer answer =
        scene
            .cast()
            .as(scene.who())
            .post("/graphql", Map.of("query", declared + lead.query(), "variables", ids));
    if (scene.who() == Who.ANONYMOUS) {
      answer.assertStatus(401);
      return;
    }
    JsonNode body = answer.json(200);
    assertThat(body.has("errors")).as(answer.toString()).isFalse();
    JsonNode found = body.required("data").at(lead.found());
    assertThat(found.isMissingNode() || found.isNull())
        .as(answer.toString())
        .isEqualTo(!lead.readers().contains(scene.who()));
    if (!lead.readers().contains(scene.who())) {
      assertThat(answer.body())
          .doesNotContain("a scene", "for us alone", scene.cast().owner().name());
    }
  }
}
