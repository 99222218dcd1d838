package dev.parley.platform.problem;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Field;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

/** Where in a body something stands, by the names that it has in JSON. */
final class BodyPaths {

  private BodyPaths() {}

  /**
   * @param path as the validation has it, by the names of Java: {@code items[0].clearAt}
   */
  static String pointer(@Nullable Object body, String path) {
    var pointer = new StringBuilder();
    ResolvableType type =
        body == null ? ResolvableType.NONE : ResolvableType.forClass(body.getClass());
    for (String step : path.split("\\.", -1)) {
      int bracket = step.indexOf('[');
      String name = bracket < 0 ? step : step.substring(0, bracket);
      Field field = ReflectionUtils.findField(type.toClass(), name);
      pointer.append('/').append(nameOf(field, name));
      type = field == null ? ResolvableType.NONE : ResolvableType.forField(field, type);
      if (bracket >= 0) {
        pointer.append(step.substring(bracket).replace("[", "/").replace("]", ""));
        type = type.asCollection().getGeneric();
      }
    }
    return pointer.toString();
  }

  static String snakeCase(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  private static String nameOf(@Nullable Field field, String name) {
    JsonProperty given = field == null ? null : field.getAnnotation(JsonProperty.class);
    return given == null || given.value().isEmpty() ? snakeCase(name) : given.value();
  }
}
