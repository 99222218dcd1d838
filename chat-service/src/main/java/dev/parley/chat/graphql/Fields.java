package dev.parley.chat.graphql;

import dev.parley.chat.conversation.Conversation;
import dev.parley.chat.conversation.Memberships.Membership;
import dev.parley.chat.event.ChatEvent.Author;
import dev.parley.chat.graphql.Loaders.ConversationsOf;
import dev.parley.chat.graphql.Loaders.Kind;
import dev.parley.chat.graphql.Loaders.MessagesOf;
import dev.parley.chat.graphql.Loaders.Part;
import dev.parley.chat.message.Message;
import dev.parley.chat.project.Project;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** The fields that lead from one thing to others; the rest are what the things themselves have. */
@Component
class Fields implements RuntimeWiringConfigurer {

  @Override
  public void configure(RuntimeWiring.Builder wiring) {
    wiring
        .type(
            "Conversation",
            type ->
                type.dataFetcher("owner", Fields::ownerOfConversation)
                    .dataFetcher("project", Fields::projectOfConversation)
                    .dataFetcher("members", Fields::membersOfConversation)
                    .dataFetcher("messages", Fields::messages)
                    .dataFetcher("content", Fields::content)
                    .dataFetcher("tags", field -> tags(conversation(field).tags())))
        .type(
            "Message",
            type ->
                type.dataFetcher("conversation", Fields::conversationOfMessage)
                    .dataFetcher("replyTo", Fields::replyTo)
                    .dataFetcher("tags", field -> tags(message(field).tags())))
        .type(
            "Project",
            type ->
                type.dataFetcher("owner", Fields::ownerOfProject)
                    .dataFetcher("members", Fields::membersOfProject)
                    .dataFetcher("conversations", Fields::conversationsOfProject));
  }

  private static CompletableFuture<Author> ownerOfConversation(DataFetchingEnvironment field) {
    return Kind.USER.load(conversation(field).ownerId(), field);
  }

  private static @Nullable CompletableFuture<Project> projectOfConversation(
      DataFetchingEnvironment field) {
    return Kind.PROJECT.loadIfAny(conversation(field).projectId(), field);
  }

  private static CompletableFuture<Connection<Membership>> membersOfConversation(
      DataFetchingEnvironment field) {
    return Kind.CONVERSATION_MEMBERS.load(new Part(conversation(field).id(), slice(field)), field);
  }

  private static CompletableFuture<Connection<Message>> messages(DataFetchingEnvironment field) {
    Conversation conversation = conversation(field);
    return Kind.MESSAGES.load(
        new MessagesOf(conversation.id(), conversation.lastSeq(), slice(field)), field);
  }

  private static CompletableFuture<@Nullable String> content(DataFetchingEnvironment field) {
    Conversation conversation = conversation(field);
    var oldest = new Slice(1, null, false);
    return Kind.MESSAGES
        .load(new MessagesOf(conversation.id(), conversation.lastSeq(), oldest), field)
        .thenApply(
            found -> found.edges().isEmpty() ? null : found.edges().getFirst().node().content());
  }

  /** A tag is known by its name. */
  public record Tag(String id, String name) {}

  private static List<Tag> tags(List<String> names) {
    return names.stream().map(name -> new Tag(name, name)).toList();
  }

  private static CompletableFuture<Conversation> conversationOfMessage(
      DataFetchingEnvironment field) {
    return Kind.CONVERSATION.load(message(field).conversationId(), field);
  }

  private static @Nullable CompletableFuture<Message> replyTo(DataFetchingEnvironment field) {
    return Kind.MESSAGE.loadIfAny(message(field).replyToId(), field);
  }

  private static CompletableFuture<Author> ownerOfProject(DataFetchingEnvironment field) {
    return Kind.USER.load(project(field).ownerId(), field);
  }

  private static CompletableFuture<Connection<Membership>> membersOfProject(
      DataFetchingEnvironment field) {
    return Kind.PROJECT_MEMBERS.load(new Part(project(field).id(), slice(field)), field);
  }

  private static CompletableFuture<Connection<Conversation>> conversationsOfProject(
      DataFetchingEnvironment field) {
    return Kind.CONVERSATIONS.load(
        new ConversationsOf(
            project(field).id(), Boolean.TRUE.equals(field.getArgument("archived")), slice(field)),
        field);
  }

  static Slice slice(DataFetchingEnvironment field) {
    return Slice.of(field.getArguments());
  }

  private static Conversation conversation(DataFetchingEnvironment field) {
    return Objects.requireNonNull(field.<Conversation>getSource());
  }

  private static Message message(DataFetchingEnvironment field) {
    return Objects.requireNonNull(field.<Message>getSource());
  }

  private static Project project(DataFetchingEnvironment field) {
    return Objects.requireNonNull(field.<Project>getSource());
  }
}
