package dev.parley.search.engine.lucene;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.search.engine.Kind;
import dev.parley.search.engine.Metadata;
import dev.parley.search.text.Analysis;
import dev.parley.search.text.DocumentText;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Rows as Lucene keeps them. The text is not: what is shown comes from the row. */
final class Documents {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final FieldType WORDS = new FieldType();

  static {
    WORDS.setTokenized(true);
    WORDS.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
    WORDS.freeze();
  }

  private final Analysis analysis;
  private final TermStream terms = new TermStream();

  /** For one thread. */
  Documents(Analysis analysis) {
    this.analysis = analysis;
  }

  static Term key(Kind kind, UUID id) {
    return new Term(Fields.KEY, ref(kind, id));
  }

  static BytesRef ref(Kind kind, UUID id) {
    return new BytesRef(
        ByteBuffer.allocate(17)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .put(code(kind))
            .array());
  }

  static UUID id(BytesRef ref) {
    ByteBuffer bytes = ByteBuffer.wrap(ref.bytes, ref.offset, ref.length);
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  static Kind kind(BytesRef ref) {
    return kind(ref.bytes[ref.offset + 16]);
  }

  private static byte code(Kind kind) {
    return switch (kind) {
      case MESSAGE -> 0;
      case CONVERSATION -> 1;
    };
  }

  /** As it is written in {@link Fields#KIND}. */
  static Kind kind(long code) {
    return code == 0 ? Kind.MESSAGE : Kind.CONVERSATION;
  }

  /** To be added before the next one is asked for. */
  Document of(Row row) {
    Document document = new Document();
    BytesRef ref = ref(row.kind(), row.id());
    document.add(new StringField(Fields.KEY, ref, Field.Store.NO));
    document.add(new BinaryDocValuesField(Fields.REF, ref));
    document.add(new StringField(Fields.KIND, row.kind().name(), Field.Store.NO));
    document.add(new NumericDocValuesField(Fields.KIND, code(row.kind())));
    long created = row.createdAt().toEpochMilli();
    document.add(new LongPoint(Fields.CREATED, created));
    document.add(new NumericDocValuesField(Fields.CREATED, created));
    document.add(
        new StringField(Fields.CONVERSATION, row.conversation().toString(), Field.Store.NO));
    document.add(new NumericDocValuesField(Fields.NUMBER, row.number()));
    document.add(new NumericDocValuesField(Fields.POSITION, row.position()));
    if (row.kind() == Kind.MESSAGE) {
      document.add(new NumericDocValuesField(Fields.SEQ, row.seq()));
    }
    addValue(document, Fields.PROJECT, row.project());
    addValue(document, Fields.SOURCE, row.source());
    addValue(document, Fields.AUTHOR, row.author());
    addValue(document, Fields.ROLE, row.role());
    for (String tag : row.tags()) {
      document.add(new StringField(Fields.TAG, tag, Field.Store.NO));
      document.add(new SortedSetDocValuesField(Fields.TAG, new BytesRef(tag)));
    }
    for (String thing : row.has()) {
      document.add(new StringField(Fields.HAS, thing, Field.Store.NO));
    }
    if (!row.metadata().equals("{}")) {
      facts(row.metadata())
          .facts()
          .forEach(fact -> document.add(new StringField(Fields.FACT, fact, Field.Store.NO)));
    }
    DocumentText text = DocumentText.of(analysis, row.text(), row.extras());
    document.add(new Field(Fields.TEXT, terms.of(text.tokens()), WORDS));
    return document;
  }

  private static void addValue(Document document, String field, @Nullable Object value) {
    if (value != null) {
      document.add(new StringField(field, value.toString(), Field.Store.NO));
      document.add(new SortedDocValuesField(field, new BytesRef(value.toString())));
    }
  }

  private static Metadata facts(String json) {
    try {
      return Metadata.of(JSON.readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("PostgreSQL's JSON is JSON", e);
    }
  }
}
