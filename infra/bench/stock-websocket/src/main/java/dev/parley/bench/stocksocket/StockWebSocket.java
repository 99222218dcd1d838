package dev.parley.bench.stocksocket;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/** Whatever one says, everyone else hears, one session after the other. */
@SpringBootApplication
@EnableWebSocket
public class StockWebSocket {

  public static void main(String[] arguments) {
    SpringApplication.run(StockWebSocket.class, arguments);
  }

  @Bean
  WebSocketConfigurer room() {
    return registry -> registry.addHandler(new Room(), "/ws");
  }

  private static final class Room extends TextWebSocketHandler {

    private final Set<WebSocketSession> sessions = ConcurrentHashMap.newKeySet();

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
      sessions.add(session);
    }

    @Override
    protected void handleTextMessage(WebSocketSession speaker, TextMessage message) {
      for (WebSocketSession session : sessions) {
        if (!session.equals(speaker) && session.isOpen()) {
          send(session, message);
        }
      }
    }

    private void send(WebSocketSession session, TextMessage message) {
      try {
        session.sendMessage(message);
      } catch (IOException _) {
        sessions.remove(session);
      }
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
      sessions.remove(session);
    }
  }
}
