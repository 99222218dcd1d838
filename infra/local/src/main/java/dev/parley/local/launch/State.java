package dev.parley.local.launch;

import dev.parley.local.process.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What we have started, in order, one line each, in a file that is replaced as a whole. Only a
 * command that holds the {@link InstanceLock} changes it; anybody may read it at any time.
 */
final class State {
  /** The component name under which a foreground launcher writes itself down. */
  static final String LAUNCHER = "launcher";

  private final Path file;
  private boolean closed;

  State(Home home) {
    file = home.state();
  }

  List<Running> all() {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.filter(line -> !line.isBlank()).map(Running::fromLine).toList();
    } catch (java.nio.file.NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Services and servers, without the launcher. */
  List<Running> processes() {
    return all().stream().filter(each -> !each.component().equals(LAUNCHER)).toList();
  }

  List<Running> alive() {
    return processes().stream().filter(Running::alive).toList();
  }

  List<Running> alive(String component) {
    return alive().stream().filter(each -> each.component().equals(component)).toList();
  }

  Optional<Running> launcher() {
    return all().stream().filter(each -> each.component().equals(LAUNCHER)).findFirst();
  }

  Optional<Integer> port(String component) {
    return processes().stream()
        .filter(each -> each.component().equals(component))
        .map(Running::port)
        .findFirst();
  }

  /** From here on nothing may be added: everything is being stopped. */
  synchronized void close() {
    closed = true;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  synchronized void add(Running running) {
    if (closed) {
      throw new LaunchException("Stopping: " + running.name() + " is not started any more.");
    }
    change(
        all -> {
          all.removeIf(each -> each.name().equals(running.name()));
          all.add(running);
          return all;
        });
  }

  void remove(String name) {
    change(
        all -> {
          all.removeIf(each -> each.name().equals(name));
          return all;
        });
  }

  private synchronized void change(UnaryOperator<List<Running>> change) {
    List<Running> changed = change.apply(new ArrayList<>(all()));
    Folders.writePrivate(
        file, String.join("\n", changed.stream().map(Running::toLine).toList()) + "\n");
  }
}
