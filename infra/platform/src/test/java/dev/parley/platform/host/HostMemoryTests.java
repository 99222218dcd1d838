package dev.parley.platform.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostMemoryTests {

  private static final String MACHINE =
      """
      MemTotal:           8000 kB
      MemFree:             100 kB
      MemAvailable:       6000 kB
      HugePages_Total:       0
      """;

  @TempDir private Path root;

  @BeforeEach
  void aMachine() throws IOException {
    write("proc/meminfo", MACHINE);
  }

  @Test
  void ofAMachineIsWhatCouldStillBeHandedOut() {
    assertThat(look()).isEqualTo(new Memory(8000 * 1024, 6000 * 1024));
  }

  @Test
  void ofAContainerIsItsLimitAndWhatFilesWouldGiveBack() throws IOException {
    write("proc/self/cgroup", "0::/\n");
    write("sys/fs/cgroup/memory.max", "1000000\n");
    write("sys/fs/cgroup/memory.current", "700000\n");
    write("sys/fs/cgroup/memory.stat", "anon 500000\nactive_file 60000\ninactive_file 40000\n");
    assertThat(look()).isEqualTo(new Memory(1_000_000, 400_000));
  }

  @Test
  void ofAGroupWithinTheTreeIsItsOwn() throws IOException {
    write("proc/self/cgroup", "0::/system.slice/parley.service\n");
    write("sys/fs/cgroup/memory.max", "max\n");
    write("sys/fs/cgroup/system.slice/parley.service/memory.max", "1000000\n");
    write("sys/fs/cgroup/system.slice/parley.service/memory.current", "250000\n");
    assertThat(look()).isEqualTo(new Memory(1_000_000, 750_000));
  }

  @Test
  void isKnownOfTheFirstVersionOfGroupsToo() throws IOException {
    write("proc/self/cgroup", "5:cpu,memory:/docker/abc\n0::/\n");
    write("sys/fs/cgroup/memory/memory.limit_in_bytes", "1000000\n");
    write("sys/fs/cgroup/memory/memory.usage_in_bytes", "600000\n");
    write(
        "sys/fs/cgroup/memory/memory.stat", "total_active_file 60000\ntotal_inactive_file 40000\n");
    assertThat(look()).isEqualTo(new Memory(1_000_000, 500_000));
  }

  @Test
  void ofAContainerWithoutALimitIsTheMachines() throws IOException {
    write("sys/fs/cgroup/memory.max", "max\n");
    write("sys/fs/cgroup/memory.current", "700000\n");
    write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
    write("sys/fs/cgroup/memory/memory.usage_in_bytes", "700000\n");
    assertThat(look()).isEqualTo(new Memory(8000 * 1024, 6000 * 1024));
  }

  @Test
  void ofAContainerOnAMachineThatIsFullIsWhatTheMachineHas() throws IOException {
    write("proc/meminfo", MACHINE.replace("6000 kB", "10 kB"));
    write("sys/fs/cgroup/memory.max", "1000000\n");
    write("sys/fs/cgroup/memory.current", "100000\n");
    assertThat(look()).isEqualTo(new Memory(1_000_000, 10 * 1024));
  }

  @Test
  void isNotKnownWhereNobodyCounts() throws IOException {
    write("proc/meminfo", "");
    assertThat(look()).isEqualTo(Memory.UNKNOWN);
    Files.delete(root.resolve("proc/meminfo"));
    assertThat(look()).isEqualTo(Memory.UNKNOWN);
  }

  /** Micrometer holds what it reads from by a weak reference, if it is not told otherwise. */
  @Test
  void isToldByGaugesThatHoldIt() {
    var meters = new SimpleMeterRegistry();
    new HostMemory(root).bindTo(meters);
    System.gc();
    assertThat(meters.get("host.memory.total").gauge().value()).isEqualTo(8000 * 1024);
    assertThat(meters.get("host.memory.available").gauge().value()).isEqualTo(6000 * 1024);
  }

  private Memory look() {
    return new HostMemory(root).look();
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
