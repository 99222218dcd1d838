/** A server that speaks S3, for tests; runs in a JVM of its own. */
@NullMarked
package dev.parley.testing.s3;

import org.jspecify.annotations.NullMarked;
