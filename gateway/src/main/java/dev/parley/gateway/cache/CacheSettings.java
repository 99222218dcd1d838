package dev.parley.gateway.cache;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much memory answers may take.
 *
 * @param size of all together; 0 keeps none
 * @param maxBody the longest that is kept
 */
@ConfigurationProperties("parley.gateway.cache")
record CacheSettings(@DefaultValue("16MB") DataSize size, @DefaultValue("1MB") DataSize maxBody) {

  boolean isOn() {
    return size.toBytes() > 0;
  }
}
