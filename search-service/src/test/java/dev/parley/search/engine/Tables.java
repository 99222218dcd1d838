package dev.parley.search.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.search.access.Conversations;
import dev.parley.search.access.Reach;
import dev.parley.search.text.Analysis;
import dev.parley.search.text.DocumentText;
import dev.parley.search.text.Language;
import dev.parley.search.text.Traits;
import dev.parley.testing.TestDatabase;
import dev.parley.testing.TestServers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Tables of their own, written without events. Users and projects are known by name. */
public final class Tables {
  public static final Analysis ANALYSIS = new Analysis(List.of(Language.ENGLISH));
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  private final DataSource source;
  private final JdbcClient jdbc;
  private final Map<UUID, Integer> numbers = new HashMap<>();
  private int seq;

  private Tables(DataSource source) {
    this.source = source;
    jdbc = JdbcClient.create(source);
  }

  public static Tables fresh(String name) {
    TestDatabase database = TestServers.freshDatabase(name);
    DataSource source =
        new DriverManagerDataSource(database.url(), database.user(), database.password());
    Flyway.configure().dataSource(source).load().migrate();
    return new Tables(source);
  }

  public DataSource source() {
    return source;
  }

  public JdbcClient jdbc() {
    return jdbc;
  }

  public static UUID id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
  }

  public long position() {
    return jdbc.sql("SELECT value FROM position").query(Long.class).single();
  }

  private long next() {
    return jdbc.sql("UPDATE position SET value = value + 1 RETURNING value")
        .query(Long.class)
        .single();
  }

  public UUID conversation(String title) {
    return conversation(title, null, null);
  }

  public UUID conversation(String title, @Nullable String project, @Nullable String source) {
    UUID id = UUID.randomUUID();
    int number =
        jdbc.sql(
                """
                INSERT INTO conversation (id, title, owner_id, project_id, source, created_at,
                                          words, position)
                VALUES (:id, :title, :id, :project, :source, :created::timestamptz,
                        :words::tsvector, :position)
                RETURNING number
                """)
            .param("id", id)
            .param("title", title)
            .param("project", project == null ? null : id(project))
            .param("source", source)
            .param("created", NOW.toString())
            .param("words", DocumentText.of(ANALYSIS, title, "").tsvector())
            .param("position", next())
            .query(Integer.class)
            .single();
    numbers.put(id, number);
    return id;
  }

  public Message message(UUID conversation, String content) {
    return new Message(conversation, content);
  }

  /** The same over and over, ten of them at a time. */
  public List<UUID> messages(UUID conversation, String content, int count) {
    return jdbc.sql(
            """
            WITH next AS (UPDATE position SET value = value + 1 RETURNING value)
            INSERT INTO message (id, conversation_id, seq, author_id, author_username,
                                 author_display_name, role, content, words, created_at, position)
            SELECT gen_random_uuid(), :conversation, n, :conversation, 'ada', 'Ada', 'user',
                   :content, :words::tsvector,
                   :created::timestamptz - (n / 10) * interval '1 minute', next.value
              FROM generate_series(1, :count) n, next
            RETURNING id
            """)
        .param("conversation", conversation)
        .param("content", content)
        .param("words", DocumentText.of(ANALYSIS, content, "").tsvector())
        .param("created", NOW.toString())
        .param("count", count)
        .query(UUID.class)
        .list();
  }

  /** One to be written, of Ada and by default just written. */
  public final class Message {
    private final UUID conversation;
    private final String content;
    private String author = "ada";
    private String role = "user";
    private String files = "";
    private String metadata = "{}";
    private String extras = "";
    private List<String> tags = new ArrayList<>();
    private Instant created = NOW.plusSeconds(seq);

    private Message(UUID conversation, String content) {
      this.conversation = conversation;
      this.content = content;
    }

    public Message by(String name) {
      author = name;
      return this;
    }

    public Message as(String name) {
      role = name;
      return this;
    }

    public Message tagged(String... names) {
      tags = List.of(names);
      return this;
    }

    public Message with(String json) {
      metadata = json;
      return this;
    }

    public Message withFile(String name) {
      files = name;
      extras = name;
      return this;
    }

    public Message at(String time) {
      created = Instant.parse(time);
      return this;
    }

    public UUID write() {
      UUID id = UUID.randomUUID();
      DocumentText text = DocumentText.of(ANALYSIS, content, extras);
      jdbc.sql(
              """
              INSERT INTO message (id, conversation_id, seq, author_id, author_username,
                                   author_display_name, role, content, created_at, metadata, files,
                                   extras, tags, words, has_link, has_code, position)
              VALUES (:id, :conversation, :seq, :author, :name, :name, :role, :content,
                      :created::timestamptz, :metadata::jsonb, :files, :extras, :tags,
                      :words::tsvector, :link, :code, :position)
              """)
          .param("id", id)
          .param("conversation", conversation)
          .param("seq", ++seq)
          .param("author", Tables.id(author))
          .param("name", author)
          .param("role", role)
          .param("content", content)
          .param("created", created.toString())
          .param("metadata", metadata)
          .param("files", files)
          .param("extras", extras)
          .param("tags", tags.toArray(String[]::new))
          .param("words", text.tsvector())
          .param("link", Traits.hasLink(content))
          .param("code", Traits.hasCode(content))
          .param("position", next())
          .update();
      jdbc.sql("INSERT INTO word SELECT unnest(:words) ON CONFLICT DO NOTHING")
          .param("words", text.written().toArray(String[]::new))
          .update();
      return id;
    }
  }

  public void edit(UUID message, String content) {
    jdbc.sql(
            "UPDATE message SET content = :content, words = :words::tsvector, position = :position"
                + " WHERE id = :id")
        .param("content", content)
        .param("words", DocumentText.of(ANALYSIS, content, "").tsvector())
        .param("position", next())
        .param("id", message)
        .update();
  }

  public void delete(UUID message) {
    jdbc.sql(
            "UPDATE message SET deleted = true, content = '', words = '', position = :position WHERE"
                + " id = :id")
        .param("position", next())
        .param("id", message)
        .update();
  }

  public void tag(UUID conversation, String tag) {
    jdbc.sql("UPDATE conversation SET tags = tags || :tag, position = :position WHERE id = :id")
        .param("tag", tag)
        .param("position", next())
        .param("id", conversation)
        .update();
  }

  /**
   * Somebody has read what is there.
   *
   * @param news conversations in which more will have been said
   * @return what is unread for them from now on
   */
  public Criterion readAllOf(UUID conversation, Reach reader, Conversations news) {
    jdbc.sql("INSERT INTO read_marker VALUES (:reader, :conversation, :seq) ON CONFLICT DO NOTHING")
        .param("reader", reader.reader())
        .param("conversation", conversation)
        .param("seq", seq)
        .update();
    return new Criterion.Unread(
        Map.of(Objects.requireNonNull(numbers.get(conversation)), (long) seq), news);
  }

  /** Somebody who may read these. */
  public Reach readerOf(UUID... conversations) {
    BitSet bits = new BitSet();
    for (UUID conversation : conversations) {
      bits.set(Objects.requireNonNull(numbers.get(conversation)));
    }
    return new Reach(UUID.randomUUID(), 1, new Conversations(bits, List.of(conversations)));
  }
}
