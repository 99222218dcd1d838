package dev.parley.local.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code ./run}: reads the command line and the environment, and does what they say. */
public final class Main {
  private static final String HELP =
      """
      ./run [up]                   build what is stale, start everything, stay; Ctrl-C stops everything
      ./run start                  the same, and return when all is healthy
      ./run status [--json]        what runs, and how it is
      ./run logs [service] [-f]    the last lines of the logs; -f: and what comes
      ./run restart SERVICE        one service or server (postgres, redis, kafka) anew
      ./run scale SERVICE=N        more or fewer instances of a service
      ./run stop                   end everything
      ./run reset [--yes]          empty the data
      ./run doctor                 look for what is missing or in the way

      PARLEY_PORT (8080; 0: any)   where the gateway listens
      PARLEY_HOME (.parley)        where data, logs and secrets are kept
      PARLEY_SCALE                 instances at the start, as in chat-service=2,realtime-service=2
      PARLEY_BUILD=off             takes what is built as it is
      PARLEY_AOT=off               makes no start-up caches in the background
      PARLEY_PASS_ENV              further variables to hand to the services, as in A,B
      """;

  private Main() {}

  public static void main(String[] args) {
    try {
      Path root = Path.of(System.getProperty("parley.root", "."));
      Settings settings = Settings.from(System.getenv(), root.toAbsolutePath().normalize());
      System.exit(run(settings, List.of(args)) ? 0 : 1);
    } catch (LaunchException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static boolean run(Settings settings, List<String> args) {
    String command = args.isEmpty() ? "up" : args.getFirst();
    List<String> rest = new ArrayList<>(args.subList(Math.min(1, args.size()), args.size()));
    Console console = Console.standard();
    if (List.of("help", "-h", "--help").contains(command)) {
      console.line(HELP);
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
      default -> throw new LaunchException("Unknown: " + command + "\n\n" + HELP);
    }
    return true;
  }

  private static String only(String command, List<String> rest) {
    if (rest.size() != 1) {
      throw new LaunchException("Say which one: ./run " + command + " SERVICE");
    }
    return rest.getFirst();
  }
}
