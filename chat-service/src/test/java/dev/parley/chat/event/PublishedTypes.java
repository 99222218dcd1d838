package dev.parley.chat.event;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The types of all events that can be published: the program itself says which there are. */
final class PublishedTypes {

  private PublishedTypes() {}

  static Set<String> all() {
    return Stream.concat(
            records(ChatEvent.class).flatMap(PublishedTypes::either).map(ChatEvent::type),
            records(AccountEvent.class).flatMap(PublishedTypes::either).map(AccountEvent::type))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @SuppressWarnings("unchecked") // permitted are subtypes only
  private static <T> Stream<Class<? extends T>> records(Class<T> sealed) {
    return Arrays.stream(sealed.getPermittedSubclasses())
        .flatMap(
            type ->
                type.isRecord() ? Stream.of((Class<? extends T>) type) : records((Class<T>) type));
  }

  /** With nothing in it but what tells apart the types that share a record. */
  private static <T> Stream<T> either(Class<? extends T> type) {
    return Stream.of(made(type, false), made(type, true));
  }

  private static <T> T made(Class<T> type, boolean flags) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values = Arrays.stream(types).map(each -> empty(each, flags)).toArray();
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (InstantiationException
        | IllegalAccessException
        | NoSuchMethodException
        | InvocationTargetException e) {
      throw new IllegalStateException("an event is a record that takes what it is given", e);
    }
  }

  @SuppressWarnings("NullAway") // events take what they are given
  private static Object empty(Class<?> type, boolean flags) {
    if (type == boolean.class) {
      return flags;
    }
    return type == long.class ? (Object) 0L : type == int.class ? (Object) 0 : null;
  }
}
