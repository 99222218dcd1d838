package dev.parley.local.launch;

import dev.parley.local.process.Folders;
import java.nio.file.Path;

/** Parley's folder: everything it keeps is in here, and only its owner may look. */
record Home(Path path) {

  static Home in(Path path) {
    Home home = new Home(path.toAbsolutePath().normalize());
    Folders.createPrivate(home.path);
    Folders.createPrivate(home.logs());
    Folders.createPrivate(home.data());
    Folders.createPrivate(home.apps());
    Folders.createPrivate(home.run());
    return home;
  }

  Path data() {
    return path.resolve("data");
  }

  Path data(String name) {
    return data().resolve(name);
  }

  Path logs() {
    return path.resolve("logs");
  }

  Path log(String name) {
    return logs().resolve(name + ".log");
  }

  Path apps() {
    return path.resolve("apps");
  }

  Path run() {
    return path.resolve("run");
  }

  Path secrets() {
    return path.resolve("secrets.env");
  }

  Path state() {
    return run().resolve("state");
  }

  Path lock() {
    return run().resolve("lock");
  }
}
