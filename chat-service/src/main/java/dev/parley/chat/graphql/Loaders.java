package dev.parley.chat.graphql;

import static java.util.stream.Collectors.groupingBy;

import dev.parley.chat.account.People;
import dev.parley.chat.conversation.Conversation;
import dev.parley.chat.conversation.Memberships.Membership;
import dev.parley.chat.conversation.ReadConversations;
import dev.parley.chat.conversation.ReadConversations.InProject;
import dev.parley.chat.event.ChatEvent.Author;
import dev.parley.chat.message.ManyMessages;
import dev.parley.chat.message.ManyMessages.Stretch;
import dev.parley.chat.message.Message;
import dev.parley.chat.project.Project;
import dev.parley.chat.project.ReadProjects;
import graphql.schema.DataFetchingEnvironment;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the fields of one level ask for is collected and read by one statement of each kind. The
 * statements ask for the caller, so whatever is asked for, only what the caller may see comes back.
 */
@Component
class Loaders {

  private final People people;
  private final ReadConversations conversations;
  private final ManyMessages messages;
  private final ReadProjects projects;
  private final Members members;

  Loaders(
      People people,
      ReadConversations conversations,
      ManyMessages messages,
      ReadProjects projects,
      Members members) {
    this.people = people;
    this.conversations = conversations;
    this.messages = messages;
    this.projects = projects;
    this.members = members;
  }

  /** A kind of thing that is looked up by its id or by a question about a part of a list. */
  record Kind<K, V>(String name) {

    static final Kind<UUID, Author> USER = new Kind<>("user");
    static final Kind<UUID, Conversation> CONVERSATION = new Kind<>("conversation");
    static final Kind<UUID, Project> PROJECT = new Kind<>("project");
    static final Kind<UUID, Message> MESSAGE = new Kind<>("message");
    static final Kind<MessagesOf, Connection<Message>> MESSAGES = new Kind<>("messages");
    static final Kind<ConversationsOf, Connection<Conversation>> CONVERSATIONS =
        new Kind<>("conversations");
    static final Kind<Part, Connection<Membership>> CONVERSATION_MEMBERS =
        new Kind<>("conversation-members");
    static final Kind<Part, Connection<Membership>> PROJECT_MEMBERS = new Kind<>("project-members");

    CompletableFuture<V> load(K key, DataFetchingEnvironment field) {
      DataLoader<K, V> loader = Objects.requireNonNull(field.getDataLoader(name));
      return loader.load(key);
    }

    /** Nothing where there is no key. */
    @Nullable CompletableFuture<V> loadIfAny(@Nullable K key, DataFetchingEnvironment field) {
      return key == null ? null : load(key, field);
    }
  }

  /** A stretch of a list that belongs to a thing. */
  record Part(UUID of, Slice slice) {}

  record MessagesOf(UUID conversation, long total, Slice slice) {}

  record ConversationsOf(UUID project, boolean archived, Slice slice) {}

  /** Loaders for one query of one caller: what they remember is nobody else's. */
  DataLoaderRegistry registry(Asking asking) {
    var registry = new DataLoaderRegistry();
    UUID user = asking.user();
    register(registry, asking, Kind.USER, people::byIds);
    register(
        registry, asking, Kind.CONVERSATION, ids -> conversations.byIds(ids, user, asking::weigh));
    register(registry, asking, Kind.PROJECT, ids -> projects.byIds(ids, user));
    register(registry, asking, Kind.MESSAGE, ids -> messages.byIds(ids, user, asking::weigh));
    register(registry, asking, Kind.MESSAGES, asked -> messages(asked, asking));
    register(registry, asking, Kind.CONVERSATIONS, asked -> conversations(asked, asking));
    register(
        registry,
        asking,
        Kind.CONVERSATION_MEMBERS,
        asked -> members.read(asked, (of, limit) -> conversations.members(of, limit, user)));
    register(
        registry,
        asking,
        Kind.PROJECT_MEMBERS,
        asked -> members.read(asked, (of, limit) -> projects.members(of, limit, user)));
    return registry;
  }

  private static <K, V> void register(
      DataLoaderRegistry registry,
      Asking asking,
      Kind<K, V> kind,
      Function<Collection<K>, Map<K, V>> read) {
    registry.register(
        kind.name(),
        DataLoaderFactory.newMappedDataLoader(
            (Set<K> keys) -> {
              asking.requireTime();
              return CompletableFuture.completedFuture(read.apply(keys));
            }));
  }

  private Map<ConversationsOf, Connection<Conversation>> conversations(
      Collection<ConversationsOf> asked, Asking asking) {
    Map<ConversationsOf, Connection<Conversation>> answers = new HashMap<>();
    asked.stream()
        .collect(groupingBy(of -> of.slice().limit()))
        .forEach(
            (limit, alike) -> {
              Map<ConversationsOf, InProject> questions = new HashMap<>();
              alike.forEach(
                  of ->
                      questions.put(
                          of, new InProject(of.project(), of.archived(), of.slice().cursor())));
              var found =
                  conversations.ofProjects(
                      questions.values(), limit + 1, asking.user(), asking::weigh);
              questions.forEach(
                  (of, question) ->
                      answers.put(
                          of, Connection.of(found.getOrDefault(question, List.of()), of.slice())));
            });
    return answers;
  }

  /** One statement for all conversations, as long as as many are asked for of each. */
  private Map<MessagesOf, Connection<Message>> messages(
      Collection<MessagesOf> asked, Asking asking) {
    Map<MessagesOf, Connection<Message>> answers = new HashMap<>();
    asked.stream()
        .collect(groupingBy(of -> new Slice(of.slice().limit(), null, of.slice().forward())))
        .forEach((reach, alike) -> answers.putAll(messages(alike, reach, asking)));
    return answers;
  }

  private Map<MessagesOf, Connection<Message>> messages(
      List<MessagesOf> asked, Slice reach, Asking asking) {
    Map<MessagesOf, Stretch> stretches = new HashMap<>();
    asked.forEach(of -> stretches.put(of, stretch(of)));
    Map<Stretch, List<Message>> found =
        messages.stretches(
            stretches.values(), reach.limit() + 1, reach.forward(), asking.user(), asking::weigh);
    Map<MessagesOf, Connection<Message>> answers = new HashMap<>();
    stretches.forEach(
        (of, stretch) ->
            answers.put(
                of,
                Connection.of(
                    found.getOrDefault(stretch, List.of()),
                    of.slice(),
                    Function.identity(),
                    messages::cursor,
                    of.total())));
    return answers;
  }

  /** The list begins with the newest: what comes after is older. */
  private Stretch stretch(MessagesOf of) {
    String cursor = of.slice().cursor();
    if (cursor == null) {
      return new Stretch(of.conversation(), 0, Long.MAX_VALUE);
    }
    long seq = messages.seq(of.conversation(), cursor);
    return of.slice().forward()
        ? new Stretch(of.conversation(), 0, seq)
        : new Stretch(of.conversation(), seq, Long.MAX_VALUE);
  }
}
