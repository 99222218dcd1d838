package dev.parley.platform.health;

/**
 * Something outside that a service needs.
 *
 * @param name one word for everybody to read: {@code database}, never an address
 * @param probe ends well if it is there
 */
public record Dependency(String name, Probe probe) {

  /** May block; whoever waits gives up before long. */
  @FunctionalInterface
  public interface Probe {
    void run() throws Exception;
  }
}
