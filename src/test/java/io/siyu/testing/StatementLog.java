package io.siyu.testing;

import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Instance;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * Remembers the statements that pass through {@link Sql} under {@code @QuarkusTest}, so that a test
 * can say how many a use case needs. While it does, no job runs, and what was sent off before has
 * ended: what it remembers is what the test asked for, and what that set off after its commit.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class StatementLog extends Sql {

  private final List<Statement> statements = new CopyOnWriteArrayList<>();
  private final Instance<PausedJobs> jobs;
  private volatile boolean recording;
  private volatile boolean pausedHere;

  StatementLog(Instance<PausedJobs> jobs) {
    this.jobs = jobs;
  }

  /** Forgets what was and begins to remember, once nothing else is under way. */
  public void start() {
    recording = false;
    pausedHere |= jobs.get().areRunning();
    jobs.get().begin();
    statements.clear();
    recording = true;
  }

  /**
   * @return the statements since {@link #start} that contain the text
   */
  public List<String> stop(String containing) {
    end();
    return seen(containing);
  }

  /**
   * @return as {@link #stop(String)}, but only those with this parameter: what jobs and others do
   *     with the same text to other rows does not count
   */
  public List<String> stop(String containing, Object parameter) {
    end();
    return statements.stream()
        .filter(statement -> statement.parameters().contains(parameter))
        .map(Statement::text)
        .filter(text -> text.contains(containing))
        .toList();
  }

  /**
   * @return as {@link #stop(String)}, and goes on remembering
   */
  public List<String> seen(String containing) {
    return statements.stream()
        .map(Statement::text)
        .filter(text -> text.contains(containing))
        .toList();
  }

  /** Jobs that the test itself has paused stay so. */
  private void end() {
    recording = false;
    if (pausedHere) {
      pausedHere = false;
      jobs.get().end();
    }
  }

  @Override
  public Uni<Integer> update(String sql, Object... parameters) {
    remember(sql, parameters);
    return super.update(sql, parameters);
  }

  @Override
  public <T> Uni<T> first(String sql, Function<SqlRow, T> mapper, Object... parameters) {
    remember(sql, parameters);
    return super.first(sql, mapper, parameters);
  }

  @Override
  public <T> Uni<List<T>> list(String sql, Function<SqlRow, T> mapper, Object... parameters) {
    remember(sql, parameters);
    return super.list(sql, mapper, parameters);
  }

  private void remember(String sql, Object[] parameters) {
    if (recording) {
      // Parameters may be null, which List.of refuses.
      statements.add(new Statement(sql, Arrays.asList(parameters.clone())));
    }
  }

  private record Statement(String text, List<Object> parameters) {}
}
