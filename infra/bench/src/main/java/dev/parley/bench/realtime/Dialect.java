package dev.parley.bench.realtime;

import java.util.function.IntFunction;

/** How a client comes to listen, or to speak; whatever else is said is not answered. */
interface Dialect {

  /** With what it says first. */
  record Answer(String say, boolean listening) {
    static final Answer LISTENING = new Answer("", true);
    static final Answer WAITING = new Answer("", false);
  }

  String path();

  /** Each with the end of its line. */
  default String headers() {
    return "";
  }

  /** Once the connection is upgraded. */
  Answer opened(int number);

  /** A text frame before it listens, or a very short one later. */
  Answer hears(String text);

  /** Who is connected listens. */
  static Dialect plain(String path) {
    return new Dialect() {
      @Override
      public String path() {
        return path;
      }

      @Override
      public Answer opened(int number) {
        return Answer.LISTENING;
      }

      @Override
      public Answer hears(String text) {
        return Answer.LISTENING;
      }
    };
  }

  static Dialect socketIo() {
    return new Dialect() {
      @Override
      public String path() {
        return "/socket.io/?EIO=4&transport=websocket";
      }

      @Override
      public Answer opened(int number) {
        return Answer.WAITING;
      }

      @Override
      public Answer hears(String text) {
        if (text.equals("2")) {
          return new Answer("3", true);
        }
        return text.startsWith("40") ? Answer.LISTENING : new Answer("40", false);
      }
    };
  }

  /**
   * @param tokens of the person with that number
   */
  static Dialect parley(IntFunction<String> tokens) {
    return new Dialect() {
      @Override
      public String path() {
        return "/ws";
      }

      @Override
      public String headers() {
        return "Sec-WebSocket-Protocol: parley.v1\r\n";
      }

      @Override
      public Answer opened(int number) {
        return new Answer("{\"type\":\"hello\",\"token\":\"" + tokens.apply(number) + "\"}", false);
      }

      @Override
      public Answer hears(String text) {
        return text.contains("\"welcome\"") ? Answer.LISTENING : Answer.WAITING;
      }
    };
  }
}
