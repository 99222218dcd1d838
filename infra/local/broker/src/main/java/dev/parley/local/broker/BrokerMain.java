package dev.parley.local.broker;

import java.nio.file.Files;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;

/**
 * Formats the storage where that is still to be done, then becomes the broker: one JVM start, not
 * two.
 */
public final class BrokerMain {
  private BrokerMain() {}

  /**
   * @param args the properties file, the storage folder and the cluster id
   */
  public static void main(String[] args) {
    String properties = args[0];
    if (!Files.exists(Path.of(args[1], "meta.properties"))) {
      int status =
          StorageTool.execute(new String[] {"format", "-t", args[2], "-c", properties}, System.out);
      if (status != 0) {
        System.exit(status);
      }
    }
    Kafka.main(new String[] {properties});
  }
}
