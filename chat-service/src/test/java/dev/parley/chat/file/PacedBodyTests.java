package dev.parley.chat.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

class PacedBodyTests {

  private static final FileProperties.Uploads SETTINGS =
      new FileProperties.Uploads(
          Duration.ofMinutes(1), Duration.ofSeconds(10), DataSize.ofBytes(100), 1, 1);

  private long nanos;

  /** Reads that each bring so many bytes after so long, with the storage busy in between. */
  @ParameterizedTest
  @CsvSource({
    "a byte now and then,                      1,  9000,     0,  2, true",
    "slow at first but not for long,           1,  9000,     0,  1, false",
    "just fast enough,                       100,  1000,     0, 60, false",
    "too slow in the long run,                50,  1000,     0, 30, true",
    "fast but taking too long for a file,   1000,  1000,     0, 61, true",
    "fast with a storage that is slow,      1000,     1,   900, 60, false",
  })
  void isHeldAgainstItsPace(
      String what, int bytes, long afterMillis, long busyMillis, int reads, boolean refused)
      throws IOException {
    var body = new PacedBody(new Coming(bytes, afterMillis), SETTINGS, () -> nanos);
    boolean ended = false;
    try {
      for (int i = 0; i < reads; i++) {
        assertThat(body.read(new byte[2_000])).isEqualTo(bytes);
        nanos += busyMillis * 1_000_000;
      }
    } catch (SocketTimeoutException _) {
      ended = true;
    }

    assertThat(ended).as(what).isEqualTo(refused);
  }

  private final class Coming extends InputStream {
    private final int bytes;
    private final long afterMillis;

    Coming(int bytes, long afterMillis) {
      this.bytes = bytes;
      this.afterMillis = afterMillis;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      nanos += afterMillis * 1_000_000;
      return bytes;
    }
  }
}
