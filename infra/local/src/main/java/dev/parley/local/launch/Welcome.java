package dev.parley.local.launch;

import java.time.Duration;

/** The block at the end of a start. */
record Welcome(Instance instance) {

  void show(Duration took) {
    Console console = instance.console();
    Home home = instance.home();
    console.line("");
    console.line("  Parley is up after " + Console.seconds(took) + ".");
    console.line("");
    console.line("  URL      " + instance.url());
    console.line("  Login    admin / " + Secrets.loadOrCreate(home).get(Secrets.ADMIN));
    console.line("           (as of the first start; all secrets: " + home.secrets() + ")");
    console.line("  Logs     " + home.logs() + "    ./run logs chat-service -f");
    console.line("  Data     " + home.data());
    console.line("  Next     ./run status · ./run restart SERVICE · ./run stop · ./run help");
    console.line("");
  }
}
