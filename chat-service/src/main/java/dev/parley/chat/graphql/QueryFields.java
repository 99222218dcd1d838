package dev.parley.chat.graphql;

import dev.parley.chat.account.AccountView;
import dev.parley.chat.account.People;
import dev.parley.chat.conversation.Conversation;
import dev.parley.chat.conversation.ReadConversations;
import dev.parley.chat.conversation.ReadConversations.Wanted;
import dev.parley.chat.conversation.Visibility;
import dev.parley.chat.graphql.Loaders.Kind;
import dev.parley.chat.graphql.Loaders.MessagesOf;
import dev.parley.chat.message.Message;
import dev.parley.chat.project.Project;
import dev.parley.chat.project.ReadProjects;
import dev.parley.platform.problem.ProblemException;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** Where queries begin. */
@Component
class QueryFields implements RuntimeWiringConfigurer {

  private final People people;
  private final ReadConversations conversations;
  private final ReadProjects projects;

  QueryFields(People people, ReadConversations conversations, ReadProjects projects) {
    this.people = people;
    this.conversations = conversations;
    this.projects = projects;
  }

  @Override
  public void configure(RuntimeWiring.Builder wiring) {
    wiring.type(
        "Query",
        type ->
            type.dataFetcher("me", this::me)
                .dataFetcher("chats", QueryFields::chats)
                .dataFetcher("conversation", field -> byId(Kind.CONVERSATION, field))
                .dataFetcher("message", field -> byId(Kind.MESSAGE, field))
                .dataFetcher("project", field -> byId(Kind.PROJECT, field))
                .dataFetcher("messages", this::messages)
                .dataFetcher("conversations", this::conversations)
                .dataFetcher("projects", this::projects));
  }

  private AccountView me(DataFetchingEnvironment field) {
    return people
        .self(Asking.reader(field))
        .orElseThrow(
            () -> ProblemException.notFound("account.not_found", "This token has no account."));
  }

  private static <V> @Nullable CompletableFuture<V> byId(
      Kind<UUID, V> kind, DataFetchingEnvironment field) {
    return kind.loadIfAny(Ids.parse(field.getArgument("id")), field);
  }

  private static CompletableFuture<List<@Nullable Conversation>> chats(
      DataFetchingEnvironment field) {
    List<Object> ids = Objects.requireNonNull(field.getArgument("ids"));
    DataLoader<UUID, Conversation> loader =
        Objects.requireNonNull(field.getDataLoader(Kind.CONVERSATION.name()));
    List<@Nullable CompletableFuture<Conversation>> found =
        ids.stream()
            .map(
                id -> {
                  UUID known = Ids.parse(id);
                  return known == null
                      ? CompletableFuture.<Conversation>completedFuture(null)
                      : loader.load(known);
                })
            .toList();
    return CompletableFuture.allOf(found.toArray(CompletableFuture[]::new))
        .thenApply(_ -> found.stream().map(CompletableFuture::join).toList());
  }

  /** That there are none is told from that one may not read them before any is read. */
  private @Nullable CompletableFuture<Connection<Message>> messages(DataFetchingEnvironment field) {
    UUID id = Ids.parse(field.getArgument("conversationId"));
    if (id == null) {
      return null;
    }
    Conversation conversation =
        conversations.byIds(List.of(id), Asking.reader(field), _ -> {}).get(id);
    return conversation == null
        ? null
        : Kind.MESSAGES.load(
            new MessagesOf(id, conversation.lastSeq(), Fields.slice(field)), field);
  }

  private Connection<Conversation> conversations(DataFetchingEnvironment field) {
    Slice slice = Fields.slice(field);
    Object project = field.getArgument("projectId");
    UUID known = Ids.parse(project);
    if (project != null && known == null) {
      return Connection.of(List.of(), slice);
    }
    var wanted =
        new Wanted(
            known,
            visibility(field.getArgument("visibility")),
            field.getArgument("tags"),
            Boolean.TRUE.equals(field.getArgument("archived")),
            Boolean.TRUE.equals(field.getArgument("unread")));
    return Connection.of(
        conversations.list(
            Asking.reader(field), wanted, slice.cursor(), slice.forward(), slice.limit() + 1),
        slice);
  }

  private Connection<Project> projects(DataFetchingEnvironment field) {
    Slice slice = Fields.slice(field);
    return Connection.of(
        projects.list(
            Asking.reader(field),
            field.getArgument("isActive"),
            slice.cursor(),
            slice.forward(),
            slice.limit() + 1),
        slice);
  }

  private static @Nullable Visibility visibility(@Nullable String name) {
    return name == null ? null : Visibility.valueOf(name);
  }
}
