package dev.parley.search.engine;

/** What every engine does. */
public interface EngineContract extends FindingContract, NarrowingContract, PagingContract {}
