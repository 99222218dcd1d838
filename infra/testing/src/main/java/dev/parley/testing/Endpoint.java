package dev.parley.testing;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.stream.Stream;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * A route as a service really has it.
 *
 * @param path names in braces aside, which clients do not see
 */
record Endpoint(String method, String path, Method handler) {

  static Collection<Endpoint> of(RequestMappingHandlerMapping handlers, String basePackage) {
    return handlers.getHandlerMethods().entrySet().stream()
        .filter(it -> it.getValue().getBeanType().getPackageName().startsWith(basePackage))
        .flatMap(
            it ->
                it.getKey().getPatternValues().stream()
                    // what services tell each other is no part of the API
                    .filter(path -> !path.startsWith("/internal/"))
                    .flatMap(
                        path ->
                            it.getKey().getMethodsCondition().getMethods().stream()
                                .map(
                                    method ->
                                        new Endpoint(
                                            method.name(),
                                            nameless(path),
                                            it.getValue().getMethod()))))
        .toList();
  }

  static String nameless(String path) {
    return path.replaceAll("\\{[^}]*}", "{}");
  }

  String key() {
    return method + " " + path;
  }

  Stream<Class<?>> arguments() {
    return Stream.of(handler.getParameterTypes());
  }
}
