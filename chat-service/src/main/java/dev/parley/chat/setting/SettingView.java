package dev.parley.chat.setting;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.chat.setting.SettingStore.Row;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A setting and what it takes.
 *
 * @param minimum of a number, or of the characters of a string
 * @param maximum of a number, of the characters of a string, or of the entries of a list
 * @param pattern what each entry of a list must be like
 */
record SettingView(
    String key,
    Object value,
    @JsonProperty("default") Object standard,
    String type,
    @Nullable Long minimum,
    @Nullable Long maximum,
    @Nullable String pattern,
    String description,
    boolean adminOnly,
    @Nullable Instant updatedAt,
    @Nullable UUID updatedBy) {

  private record Bounds(
      String type, @Nullable Long minimum, @Nullable Long maximum, @Nullable String pattern) {

    static Bounds of(Kind<?> kind) {
      return switch (kind) {
        case Kind.Flag() -> new Bounds("boolean", null, null, null);
        case Kind.Whole(long minimum, long maximum) ->
            new Bounds("integer", minimum, maximum, null);
        case Kind.Text(int minimum, int maximum) ->
            new Bounds("string", (long) minimum, (long) maximum, null);
        case Kind.Words(int maximum, String pattern) ->
            new Bounds("strings", 0L, (long) maximum, pattern);
      };
    }
  }

  static <T> SettingView of(Setting<T> setting, Map<String, Row> rows) {
    Row row = rows.get(setting.key());
    Bounds bounds = Bounds.of(setting.kind());
    return new SettingView(
        setting.key(),
        Values.value(setting, rows),
        setting.standard(),
        bounds.type(),
        bounds.minimum(),
        bounds.maximum(),
        bounds.pattern(),
        setting.description(),
        setting.adminOnly(),
        row == null ? null : row.updatedAt(),
        row == null ? null : row.updatedBy());
  }
}
