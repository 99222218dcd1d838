package dev.parley.platform.resource;

import com.fasterxml.jackson.core.filter.TokenFilter;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.platform.page.Listing;
import dev.parley.platform.page.Page;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpEntity;

/**
 * Understands {@code ?fields=id,title,author.name} for what a controller method answers. The names
 * are those of the declared type, so one that does not exist is refused before anything is read.
 * Below a member without a type of its own, such as metadata, every name is taken; one that holds a
 * comma or a dot cannot be asked for alone.
 */
final class FieldSelection {

  private static final int MAX_LENGTH = 500;
  private static final int MOST_REMEMBERED = 1_000;
  private static final String ITEMS = "items";
  private static final String ID = "id";

  private final ObjectMapper mapper;
  private final FieldNames names;
  private final Cache<Key, TokenFilter> remembered =
      Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

  FieldSelection(ObjectMapper mapper, FieldNames names) {
    this.mapper = mapper;
    this.names = names;
  }

  private record Key(Method method, String fields) {}

  /** {@code null}: the method answers with something else than a resource. */
  @Nullable TokenFilter filter(Method method, String fields) {
    if (fields.length() > MAX_LENGTH) {
      throw ProblemException.badRequest(
          "request.invalid_parameter",
          "The parameter 'fields' must have at most %d characters.".formatted(MAX_LENGTH),
          new FieldError("fields", "must have at most %d characters".formatted(MAX_LENGTH)));
    }
    var key = new Key(method, fields);
    TokenFilter known = remembered.getIfPresent(key);
    if (known != null) {
      return known;
    }
    JavaType type = answered(method.getGenericReturnType());
    if (!isResource(type)) {
      return null;
    }
    TokenFilter filter = filter(type, FieldTree.of(fields));
    remembered.put(key, filter);
    return filter;
  }

  private JavaType answered(Type declared) {
    if (declared instanceof ParameterizedType generic
        && generic.getRawType() instanceof Class<?> raw) {
      if (HttpEntity.class.isAssignableFrom(raw)) {
        return answered(generic.getActualTypeArguments()[0]);
      }
      if (raw == Listing.class) {
        return mapper
            .getTypeFactory()
            .constructParametricType(
                Page.class, mapper.constructType(generic.getActualTypeArguments()[0]));
      }
    }
    return mapper.constructType(
        declared instanceof Class<?> raw && raw.isSealed() ? widest(raw) : declared);
  }

  /** Who may see less is shown a record of fewer of the same fields. */
  private static Class<?> widest(Class<?> views) {
    return Arrays.stream(views.getPermittedSubclasses())
        .filter(Class::isRecord)
        .max(Comparator.comparingInt(view -> view.getRecordComponents().length))
        .orElse(views);
  }

  private static boolean isResource(JavaType type) {
    Class<?> raw = type.getRawClass();
    return raw.isRecord() || Collection.class.isAssignableFrom(raw) || type.isMapLikeType();
  }

  /** Of a page only the items are meant; what says where one is stays. */
  private TokenFilter filter(JavaType type, FieldTree wanted) {
    JavaType items = type.isContainerType() ? null : names.of(type).get(ITEMS);
    return items != null && items.isCollectionLikeType()
        ? FieldFilter.allWith(ITEMS, members(items, wanted, ""))
        : members(type, wanted, "");
  }

  private TokenFilter members(JavaType type, FieldTree wanted, String path) {
    boolean open = names.isOpen(type);
    Map<String, JavaType> known = open ? Map.of() : names.of(type);
    Map<String, TokenFilter> chosen = new LinkedHashMap<>();
    if (path.isEmpty()) {
      chosen.put(ID, TokenFilter.INCLUDE_ALL);
    }
    wanted
        .members()
        .forEach(
            (name, below) -> {
              JavaType member = open ? type : known.get(name);
              if (member == null) {
                throw unknown(path + name, path, known);
              }
              chosen.put(
                  name,
                  below.isWhole()
                      ? TokenFilter.INCLUDE_ALL
                      : members(member, below, path + name + "."));
            });
    return FieldFilter.only(chosen);
  }

  private static ProblemException unknown(String name, String path, Map<String, JavaType> known) {
    String names =
        known.isEmpty()
            ? "it has no parts"
            : "known are " + path + String.join(", " + path, known.keySet());
    return ProblemException.badRequest(
        "request.unknown_field",
        "There is no field '%s': %s.".formatted(name, names),
        new FieldError("fields", "unknown: " + name));
  }
}
