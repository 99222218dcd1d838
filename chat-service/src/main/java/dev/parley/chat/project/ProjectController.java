package dev.parley.chat.project;

import dev.parley.chat.conversation.Member;
import dev.parley.chat.conversation.MemberRole;
import dev.parley.platform.page.ListRequest;
import dev.parley.platform.page.Listing;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.resource.IfMatch;
import dev.parley.platform.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
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

  record Changes(
      @Size(min = 1, max = 200, message = "must have 1 to 200 characters")
          @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
          @Nullable String name,
      @Size(max = 2000, message = "must have at most 2000 characters") @Nullable String description,
      @Nullable Boolean isActive) {

    Projects.Change change() {
      return new Projects.Change(name, description, isActive);
    }
  }

  record MemberAnswer(UUID userId, MemberRole role) {}

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Project create(@Valid @RequestBody NewProject request, Caller caller) {
    return projects.create(request.id(), request.name(), request.description(), caller.userId());
  }

  @GetMapping
  Listing<Project> list(
      @RequestParam(name = "is_active", required = false) @Nullable Boolean isActive,
      @RequestParam(name = "active", required = false) @Nullable Boolean active,
      ListRequest page,
      Caller caller) {
    return store.listForMember(caller.userId(), isActive == null ? active : isActive, page);
  }

  @GetMapping("/{id}")
  Project get(@PathVariable("id") UUID id, Caller caller) {
    return projects.get(id, caller.userId());
  }

  @PatchMapping("/{id}")
  Project update(
      @PathVariable("id") UUID id,
      @Valid @RequestBody Changes request,
      IfMatch seen,
      Caller caller) {
    return projects.update(id, request.change(), seen, caller.userId());
  }

  @GetMapping("/{id}/members")
  Listing<Member> members(@PathVariable("id") UUID id, ListRequest page, Caller caller) {
    return projects.members(id, page, caller.userId());
  }

  @PutMapping("/{id}/members/{userId}")
  MemberAnswer setMember(
      @PathVariable("id") UUID id,
      @PathVariable("userId") UUID userId,
      @RequestBody(required = false) MemberRole.@Nullable Wanted request,
      Caller caller) {
    return new MemberAnswer(
        userId, projects.setMember(id, userId, MemberRole.in(request), caller.userId()));
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
