package dev.parley.metrics.operation;

import dev.parley.metrics.operation.Operation.Result;

/** Something to be done at one instance. It comes to an end in time, and never fails but so. */
@FunctionalInterface
interface Step {
  Result run() throws InterruptedException;
}
