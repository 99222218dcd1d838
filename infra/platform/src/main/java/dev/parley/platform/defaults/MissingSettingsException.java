package dev.parley.platform.defaults;

import java.util.List;

/** A service was started without something that it cannot do without. */
final class MissingSettingsException extends RuntimeException {

  private final String service;
  private final List<String> complaints;

  MissingSettingsException(String service, List<String> complaints) {
    super(service + ": " + String.join("; ", complaints));
    this.service = service;
    this.complaints = complaints;
  }

  String service() {
    return service;
  }

  List<String> complaints() {
    return complaints;
  }
}
