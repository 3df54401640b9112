package io.siyu.platform.security;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** An operator (运营) as the services see it; its password hash stays in the database. */
public record OperatorAccount(UUID id, String name, List<OperatorRole> roles) {

  Set<String> roleNames() {
    return roles.stream().map(OperatorRole::name).collect(Collectors.toSet());
  }
}
