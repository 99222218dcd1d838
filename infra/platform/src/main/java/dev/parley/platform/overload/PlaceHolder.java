package dev.parley.platform.overload;

import dev.parley.platform.answer.BegunResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.Semaphore;

/** Gives its place back when it begins: a slow client must not keep one that others wait for. */
final class PlaceHolder extends BegunResponse {

  private final Semaphore places;

  PlaceHolder(HttpServletResponse response, Semaphore places) {
    super(response);
    this.places = places;
  }

  @Override
  protected void begun() {
    places.release();
  }
}
