package dev.parley.bench.realtime;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.function.UnaryOperator;

/** Speaks by a WebSocket of its own, and ignores what it hears. */
final class SocketSpeaker implements Speaker {

  private final UnaryOperator<String> frame;
  private final Listener listener;
  private final Thread reader;
  private volatile IOException trouble = new IOException("not connected");

  SocketSpeaker(int port, Dialect dialect, UnaryOperator<String> frame) throws IOException {
    this.frame = frame;
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    listener = new Listener(-1, dialect, channel);
    listener.connected("127.0.0.1:" + port);
    var buffer = ByteBuffer.allocateDirect(64 * 1024);
    var marks = new Marks();
    while (!listener.isListening()) {
      listener.read(buffer, marks, Latencies.UNWANTED);
    }
    reader = Thread.ofPlatform().name("speaker").start(() -> drain(buffer, marks));
  }

  private void drain(ByteBuffer buffer, Marks marks) {
    try {
      while (true) {
        listener.read(buffer, marks, Latencies.UNWANTED);
      }
    } catch (IOException e) {
      trouble = e;
    }
  }

  @Override
  public void say(String text) throws IOException {
    if (!reader.isAlive()) {
      throw trouble;
    }
    listener.write(ClientFrames.text(frame.apply(text)));
  }

  @Override
  public void close() {
    try {
      listener.channel().close();
      reader.join();
    } catch (IOException _) {
      // it is gone either way
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
