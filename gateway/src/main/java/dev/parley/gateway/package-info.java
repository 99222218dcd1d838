/** The one URL of the installation, package by feature. */
@org.jspecify.annotations.NullMarked
package dev.parley.gateway;
