/**
 * PostgreSQL, Redis and Kafka as real processes on 127.0.0.1; what the launcher and every
 * integration test use.
 *
 * <p>Binaries come from Maven Central with the build. Starting is bounded by a deadline, and what
 * is not detached ends with this JVM.
 */
@NullMarked
package dev.parley.local.server;

import org.jspecify.annotations.NullMarked;
