package dev.parley.gateway.request;

/**
 * One spelling for each path. Whoever is behind us resolves dots, cuts off what follows a semicolon
 * and decodes; whatever could come out as another path than the one that was looked at here is
 * refused, so everybody may compare paths as they stand.
 */
final class PathRules {

  private PathRules() {}

  static boolean isPlain(String path) {
    if (!path.startsWith("/")) {
      return false;
    }
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean plain =
          switch (c) {
            case '%' -> isNeededEscape(path, i);
            case '/' -> !leadsElsewhere(path, i + 1);
            case ';', '\\' -> false;
            default -> c > ' ' && c < 0x7f;
          };
      if (!plain) {
        return false;
      }
    }
    return true;
  }

  /** An empty segment (but the last), or one of dots. */
  private static boolean leadsElsewhere(String path, int from) {
    int slash = path.indexOf('/', from);
    int length = (slash < 0 ? path.length() : slash) - from;
    return switch (length) {
      case 0 -> slash >= 0;
      case 1 -> path.charAt(from) == '.';
      case 2 -> path.startsWith("..", from);
      default -> false;
    };
  }

  /**
   * Not of what needs none, nor of what would be a separator, a control character or another
   * escape.
   */
  private static boolean isNeededEscape(String path, int at) {
    int high = at + 2 < path.length() ? Character.digit(path.charAt(at + 1), 16) : -1;
    int low = high < 0 ? -1 : Character.digit(path.charAt(at + 2), 16);
    if (low < 0) {
      return false;
    }
    int character = high * 16 + low;
    return character > 0x7f
        || (character >= ' '
            && character != 0x7f
            && !Character.isLetterOrDigit(character)
            && "-._~/\\%;".indexOf(character) < 0);
  }
}
