package dev.parley.platform.host;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/**
 * Beside Micrometer's own of processor and disk; {@code parley.host.enabled=false} leaves it out.
 */
@AutoConfiguration
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnProperty(name = "parley.host.enabled", matchIfMissing = true)
public class HostAutoConfiguration {

  @Bean
  MeterBinder hostMemory() {
    return new HostMemory(Path.of("/"));
  }

  @Bean
  MeterBinder hostProcessor() {
    var jdk = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new HostProcessor(Path.of("/"), jdk::getCpuLoad, System::nanoTime);
  }
}
