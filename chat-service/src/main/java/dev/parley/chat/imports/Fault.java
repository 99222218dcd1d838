package dev.parley.chat.imports;

/** Why one record cannot be imported, and where in the body it says so. The rest still goes in. */
final class Fault extends Exception {

  private static final long serialVersionUID = 1L;

  private final String pointer;

  Fault(String pointer, String detail) {
    super(detail, null, false, false);
    this.pointer = pointer;
  }

  String pointer() {
    return pointer;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
