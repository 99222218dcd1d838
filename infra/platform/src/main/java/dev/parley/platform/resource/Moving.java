package dev.parley.platform.resource;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A part of a resource that moves without anybody editing it, such as a count. It belongs to the
 * entity tag (a cache must not show the old one), but an edit under {@code If-Match} is not refused
 * because of it.
 */
@Documented
@Target({ElementType.FIELD, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Moving {}
