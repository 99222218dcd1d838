package dev.parley.testing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotationUtils;

/** Compares schemas with the Java types that are read and written by them. */
final class ApiTypes {

  private static final Set<String> REQUIRING = Set.of("NotNull", "NotBlank", "NotEmpty");
  private static final Map<Class<?>, List<String>> SCALARS =
      Map.ofEntries(
          Map.entry(String.class, List.of("string")),
          Map.entry(UUID.class, List.of("string", "uuid")),
          Map.entry(Instant.class, List.of("string", "date-time")),
          Map.entry(boolean.class, List.of("boolean")),
          Map.entry(Boolean.class, List.of("boolean")),
          Map.entry(int.class, List.of("integer", "int32")),
          Map.entry(Integer.class, List.of("integer", "int32")),
          Map.entry(long.class, List.of("integer", "int64")),
          Map.entry(Long.class, List.of("integer", "int64")),
          Map.entry(float.class, List.of("number", "float")),
          Map.entry(double.class, List.of("number", "double")),
          Map.entry(Double.class, List.of("number", "double")));

  private enum Way {
    IN,
    OUT,
    /** Of parameters, which are read as text: a string may be described more closely. */
    LOOSE
  }

  /** One property of an object, as Java has it. */
  private record Property(
      JavaType type, boolean nullable, boolean required, List<Annotation> rules) {}

  private final JsonNode document;
  private final ObjectMapper json;
  private final List<String> differences;
  private final Set<String> underWay = new HashSet<>();

  ApiTypes(JsonNode document, ObjectMapper json, List<String> differences) {
    this.document = document;
    this.json = json;
    this.differences = differences;
  }

  void compareInput(String where, JavaType type, JsonNode schema) {
    compare(where, type, schema, Way.IN);
  }

  void compareOutput(String where, JavaType type, JsonNode schema) {
    compare(where, type, schema, Way.OUT);
  }

  void compareLoosely(String where, JavaType type, JsonNode schema) {
    compare(where, type, schema, Way.LOOSE);
  }

  private void compare(String where, JavaType type, JsonNode given, Way way) {
    JsonNode schema = plain(given);
    if (schema.isMissingNode()) {
      differences.add(where + " is not described");
    } else if (SCALARS.containsKey(type.getRawClass())) {
      compareScalar(where, SCALARS.get(type.getRawClass()), schema, way);
    } else if (type.isEnumType()) {
      compareEnum(where, type, schema);
    } else if (type.isCollectionLikeType()) {
      requireType(where, "array", schema);
      compare(where + "/*", type.getContentType(), schema.path("items"), way);
    } else if (type.isMapLikeType()) {
      requireType(where, "object", schema);
      if (schema.path("additionalProperties").isObject()) {
        compare(where + "/*", type.getContentType(), schema.path("additionalProperties"), way);
      }
    } else if (isObject(type) && underWay.add(type + " " + given)) {
      requireType(where, "object", schema);
      compareProperties(where, properties(type, way), schema, way);
      underWay.remove(type + " " + given);
    }
  }

  private void compareScalar(String where, List<String> wanted, JsonNode schema, Way way) {
    requireType(where, wanted.getFirst(), schema);
    boolean text = wanted.size() == 1;
    if (!text && !schema.path("format").asText().equals(wanted.getLast())) {
      differences.add(where + ": its format is " + wanted.getLast());
    }
    if (text && way == Way.OUT && schema.path("format").asText().equals("uuid")) {
      differences.add(where + ": it is any text");
    }
  }

  private void compareEnum(String where, JavaType type, JsonNode schema) {
    Set<String> names = new HashSet<>();
    for (Object constant : type.getRawClass().getEnumConstants()) {
      names.add(json.convertValue(constant, String.class));
    }
    Set<String> described = new HashSet<>();
    schema.path("enum").forEach(name -> described.add(name.asText()));
    described.remove("null");
    if (!described.equals(names)) {
      differences.add("%s: it is one of %s, not of %s".formatted(where, names, described));
    }
  }

  private void compareProperties(
      String where, Map<String, Property> properties, JsonNode schema, Way way) {
    Map<String, JsonNode> described = new LinkedHashMap<>();
    Set<String> required = new HashSet<>();
    gather(schema, described, required);
    properties.forEach(
        (name, property) -> {
          String place = where + "/" + name;
          JsonNode of = described.remove(name);
          if (of == null) {
            differences.add(place + " is not described");
            return;
          }
          if (required.contains(name) != property.required()) {
            differences.add(place + ": required is " + property.required());
          }
          if (way == Way.OUT && mayBeNull(of) != property.nullable() && !isAnything(of)) {
            differences.add(place + ": whether it may be null is " + property.nullable());
          }
          compareRules(place, property, plain(of));
          compare(place, property.type(), of, way);
        });
    described.keySet().forEach(name -> differences.add(where + "/" + name + " is not there"));
  }

  private void gather(JsonNode schema, Map<String, JsonNode> properties, Set<String> required) {
    JsonNode it = ApiOperation.resolved(document, schema);
    it.path("properties")
        .properties()
        .forEach(each -> properties.put(each.getKey(), each.getValue()));
    it.path("required").forEach(name -> required.add(name.asText()));
    it.path("allOf").forEach(part -> gather(part, properties, required));
  }

  private void compareRules(String where, Property property, JsonNode schema) {
    boolean list = property.type().isCollectionLikeType();
    for (Annotation rule : property.rules()) {
      switch (rule.annotationType().getSimpleName()) {
        case "Size" -> {
          bound(where, schema, list ? "minItems" : "minLength", rule, "min", 0);
          bound(where, schema, list ? "maxItems" : "maxLength", rule, "max", Integer.MAX_VALUE);
        }
        case "Min" -> bound(where, schema, "minimum", rule, "value", Long.MIN_VALUE);
        default -> {}
      }
    }
  }

  private void bound(
      String where, JsonNode schema, String name, Annotation rule, String attribute, long none) {
    Object value = AnnotationUtils.getValue(rule, attribute);
    long wanted = value instanceof Number number ? number.longValue() : none;
    if (wanted != none && schema.path(name).asLong(none) != wanted) {
      differences.add("%s: its %s is %d".formatted(where, name, wanted));
    }
  }

  private Map<String, Property> properties(JavaType type, Way way) {
    Map<String, Property> properties = new LinkedHashMap<>();
    if (type.getRawClass().isSealed()) {
      mergeKinds(type, way, properties);
      return properties;
    }
    boolean mayLack = type.getRawClass().isAnnotationPresent(JsonInclude.class);
    for (BeanPropertyDefinition it : description(type).findProperties()) {
      RecordComponent component = component(type, it.getInternalName());
      if (component.isAnnotationPresent(JsonUnwrapped.class)
          || it.getPrimaryMember().hasAnnotation(JsonUnwrapped.class)) {
        properties.putAll(properties(it.getPrimaryType(), way));
        continue;
      }
      boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      List<Annotation> rules = rules(type, component);
      boolean required =
          way == Way.OUT
              ? !(nullable && mayLack)
              : rules.stream()
                  .anyMatch(rule -> REQUIRING.contains(rule.annotationType().getSimpleName()));
      properties.put(
          it.getName(), new Property(it.getPrimaryType(), nullable && !mayLack, required, rules));
    }
    return properties;
  }

  /** Something of several kinds: what not all of them have may be missing. */
  private void mergeKinds(JavaType type, Way way, Map<String, Property> properties) {
    Class<?>[] kinds = type.getRawClass().getPermittedSubclasses();
    Map<String, List<Property>> all = new LinkedHashMap<>();
    for (Class<?> kind : kinds) {
      JavaType special = json.getTypeFactory().constructSpecializedType(type, kind);
      properties(special, way)
          .forEach((name, of) -> all.computeIfAbsent(name, _ -> new ArrayList<>()).add(of));
    }
    all.forEach(
        (name, of) ->
            properties.put(
                name,
                new Property(
                    of.getFirst().type(),
                    of.stream().anyMatch(Property::nullable),
                    of.size() == kinds.length,
                    of.getFirst().rules())));
  }

  private boolean isObject(JavaType type) {
    Class<?> raw = type.getRawClass();
    return raw.isSealed() || (raw.isRecord() && description(type).findJsonValueAccessor() == null);
  }

  private BeanDescription description(JavaType type) {
    return json.getSerializationConfig().introspect(type);
  }

  private static RecordComponent component(JavaType type, String name) {
    return Stream.of(type.getRawClass().getRecordComponents())
        .filter(component -> component.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(type + " has no component " + name));
  }

  /** Where validation looks for them: they are no annotations of components. */
  private static List<Annotation> rules(JavaType type, RecordComponent component) {
    try {
      return List.of(type.getRawClass().getDeclaredField(component.getName()).getAnnotations());
    } catch (NoSuchFieldException e) {
      throw new AssertionError(e);
    }
  }

  private void requireType(String where, String wanted, JsonNode schema) {
    JsonNode type = schema.path("type");
    boolean same = type.asText().equals(wanted);
    for (JsonNode one : type) {
      same |= one.asText().equals(wanted);
    }
    if (!same && !isAnything(schema)) {
      differences.add("%s: it is of type %s, not %s".formatted(where, wanted, type));
    }
  }

  /** What a reference, or "this or null", comes to. */
  private JsonNode plain(JsonNode schema) {
    JsonNode it = ApiOperation.resolved(document, schema);
    for (JsonNode option : it.path("anyOf")) {
      if (!option.path("type").asText().equals("null")) {
        return plain(option);
      }
    }
    return it;
  }

  private static boolean isAnything(JsonNode schema) {
    return !schema.has("type") && !schema.has("$ref") && !schema.has("anyOf");
  }

  private static boolean mayBeNull(JsonNode schema) {
    boolean nullable = false;
    for (JsonNode type : schema.path("type")) {
      nullable |= type.asText().equals("null");
    }
    for (JsonNode option : schema.path("anyOf")) {
      nullable |= option.path("type").asText().equals("null");
    }
    return nullable;
  }
}
