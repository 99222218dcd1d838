package dev.parley.platform.resource;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ser.PropertyWriter;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the members of a type are called in JSON, as Jackson itself has it. */
final class FieldNames {

  private final ObjectMapper mapper;

  FieldNames(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /** The members by name, in the order they are written in; none of what is no object. */
  Map<String, JavaType> of(JavaType type) {
    Map<String, JavaType> members = new LinkedHashMap<>();
    properties(element(type))
        .forEachRemaining(property -> members.put(property.getName(), property.getType()));
    return members;
  }

  /** Those that move. */
  Set<String> moving(Class<?> type) {
    Set<String> names = new TreeSet<>();
    properties(mapper.constructType(type))
        .forEachRemaining(
            property -> {
              if (property.getAnnotation(Moving.class) != null) {
                names.add(property.getName());
              }
            });
    return names;
  }

  /** Whether its members have whatever names somebody chose: metadata, maps. */
  boolean isOpen(JavaType type) {
    JavaType element = element(type);
    return element.isMapLikeType()
        || element.isTypeOrSubTypeOf(JsonNode.class)
        || element.hasRawClass(Object.class);
  }

  private static JavaType element(JavaType type) {
    JavaType element = type;
    while (element.isCollectionLikeType()
        || element.isArrayType()
        || element.isTypeOrSubTypeOf(Optional.class)) {
      element = element.isContainerType() ? element.getContentType() : element.containedType(0);
    }
    return element;
  }

  private Iterator<PropertyWriter> properties(JavaType type) {
    try {
      return mapper.getSerializerProviderInstance().findValueSerializer(type).properties();
    } catch (JsonMappingException e) {
      throw new IllegalStateException("no JSON can be made of " + type, e);
    }
  }
}
