package dev.parley.local.server;

import dev.parley.local.process.Folders;
import java.nio.file.Path;

/** The folder a server works in, and whether it goes when the server does. */
record ServerFolder(Path path, Path log, boolean temporary) {

  static ServerFolder of(ServerOptions options, String name) {
    Path given = options.data();
    Path path = given == null ? Folders.temporary(name) : given.toAbsolutePath();
    Path log = options.log();
    return new ServerFolder(
        Folders.createPrivate(path),
        log == null ? path.resolve(name + ".log") : log.toAbsolutePath(),
        given == null);
  }

  void discardIfTemporary() {
    if (temporary) {
      Folders.delete(path);
    }
  }
}
