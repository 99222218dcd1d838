package dev.parley.acceptance;

import dev.parley.local.launch.LocalParley;
import java.util.List;

/** What an installation consists of; to name it starts nothing. */
final class Services {

  static final List<String> ALL = LocalParley.services();

  /** Discovery has a login of its own, and no more. */
  static final List<String> TAKING_TOKENS =
      ALL.stream().filter(name -> !name.equals("discovery")).toList();

  private Services() {}
}
