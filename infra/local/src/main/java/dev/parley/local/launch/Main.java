package dev.parley.local.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.local.process.ProcessFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** {@code ./run}: reads the command line and the environment, and does what they say. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    try {
      Path root = Path.of(System.getProperty("parley.root", "."));
      Settings settings = Settings.from(System.getenv(), root.toAbsolutePath().normalize());
      System.exit(run(settings, List.of(args)) ? 0 : 1);
    } catch (LaunchException | ProcessFailedException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static boolean run(Settings settings, List<String> args) {
    String command = args.isEmpty() ? "up" : args.getFirst();
    List<String> rest = new ArrayList<>(args.subList(Math.min(1, args.size()), args.size()));
    Console console = Console.standard();
    if (List.of("help", "-h", "--help").contains(command)) {
      console.line(help());
      return true;
    }
    Instance instance = Instance.of(settings, console);
    switch (command) {
      case "up" -> new UpCommand(instance).run();
      case "start" -> new StartCommand(instance).run();
      case "status" -> {
        return new StatusCommand(instance).run(rest.contains("--json"));
      }
      case "logs" -> {
        boolean follow = rest.remove("-f");
        new LogsCommand(instance).run(rest, follow);
      }
      case "restart" -> new RestartCommand(instance, only(command, rest)).run();
      case "scale" -> new ScaleCommand(instance, only(command, rest)).run();
      case "stop" -> new StopCommand(instance).run();
      case "reset" -> new ResetCommand(instance).run(rest.contains("--yes"));
      case "doctor" -> {
        return new DoctorCommand(instance).run();
      }
      case "train" -> new TrainCommand(instance).run();
      default -> throw new LaunchException("Unknown: " + command + "\n\n" + help());
    }
    return true;
  }

  /** In a file, which {@code ./run help} shows before anything is built. */
  private static String help() {
    try (InputStream in =
        Objects.requireNonNull(Main.class.getResourceAsStream("/parley-help.txt"))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String only(String command, List<String> rest) {
    if (rest.size() != 1) {
      throw new LaunchException("Say which one: ./run " + command + " SERVICE");
    }
    return rest.getFirst();
  }
}
