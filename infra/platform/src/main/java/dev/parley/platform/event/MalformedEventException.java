package dev.parley.platform.event;

/**
 * What arrived is not an event anybody could handle, now or later: trying again is pointless. The
 * message names what is wrong and where, never a value out of the body.
 */
public final class MalformedEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedEventException(String message) {
    super(message);
  }
}
