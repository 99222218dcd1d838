package dev.parley.chat.project;

import dev.parley.platform.page.ListRequest;
import dev.parley.platform.page.Listing;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Projects over HTTP. */
@RestController
@RequestMapping("/api/v1/projects")
class ProjectController {

  private final ProjectStore store;
  private final Projects projects;

  ProjectController(ProjectStore store, Projects projects) {
    this.store = store;
    this.projects = projects;
  }

  record NewProject(
      @NotBlank(message = "is required")
          @Size(max = 200, message = "must have at most 200 characters")
          String name,
      @Size(max = 2000, message = "must have at most 2000 characters") @Nullable String description,
      @Nullable UUID id) {}

  record Member(UUID userId, String role) {}

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Project create(@Valid @RequestBody NewProject request, Caller caller) {
    return projects.create(request.id(), request.name(), request.description(), caller.userId());
  }

  @GetMapping
  Listing<Project> list(
      @RequestParam(name = "is_active", required = false) @Nullable Boolean active,
      ListRequest page,
      Caller caller) {
    return store.listForMember(caller.userId(), active, page);
  }

  @GetMapping("/{id}")
  Project get(@PathVariable("id") UUID id, Caller caller) {
    return store.findForMember(id, caller.userId()).orElseThrow(ProjectController::notFound);
  }

  @PutMapping("/{id}/members/{userId}")
  Member addMember(
      @PathVariable("id") UUID id, @PathVariable("userId") UUID userId, Caller caller) {
    projects.addMember(id, userId, caller.userId());
    return new Member(userId, "member");
  }

  @DeleteMapping("/{id}/members/{userId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void removeMember(
      @PathVariable("id") UUID id, @PathVariable("userId") UUID userId, Caller caller) {
    projects.removeMember(id, userId, caller.userId());
  }

  static ProblemException notFound() {
    return ProblemException.notFound(
        "project.not_found", "There is no such project among those you belong to.");
  }
}
