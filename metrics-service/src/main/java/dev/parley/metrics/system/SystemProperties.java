package dev.parley.metrics.system;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The disk to look at: the one that holds this path. */
@ConfigurationProperties("parley.system")
record SystemProperties(@DefaultValue(".") Path disk) {}
