/** An authenticated Eureka server: who is up, and where. */
@org.jspecify.annotations.NullMarked
package dev.parley.discovery;
