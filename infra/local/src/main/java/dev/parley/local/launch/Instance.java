package dev.parley.local.launch;

import dev.parley.local.process.ManagedProcess;

/** One installation: its settings, its folder, what runs of it, and the screen. */
record Instance(Settings settings, Home home, State state, Console console) {

  static Instance of(Settings settings, Console console) {
    Home home = Home.in(settings.home());
    return new Instance(settings, home, new State(home), console);
  }

  /** Writes a process down the moment it exists. */
  void register(String name, String component, int port, ManagedProcess process) {
    try {
      state.add(new Running(name, component, Identity.of(process), port));
    } catch (RuntimeException e) {
      process.kill();
      throw e;
    }
  }

  /** Where the gateway listens, if it was ever started. */
  String url() {
    return state
        .port(Service.GATEWAY.id())
        .map(port -> "http://127.0.0.1:" + port)
        .orElse("(no gateway)");
  }
}
