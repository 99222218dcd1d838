package dev.parley.search.saved;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** What is to be kept. */
record SaveRequest(
    @NotBlank @Size(max = 100) String name, @NotBlank @Size(max = 4000) String query) {}
