package io.siyu.member.questionnaire;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Rows of questionnaires and of what was answered. */
@ApplicationScoped
class Questionnaires {

  /** Ids of version 7 grow with time: newest first. */
  private static final UUID END = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

  private static final String COLUMNS =
      "q.id, q.title, q.description, q.open, q.questions, q.created_at, q.changed_at";

  private static final String ASKED =
      "SELECT "
          + COLUMNS
          + """
          , s.answers, s.submitted_at FROM questionnaire q
          LEFT JOIN questionnaire_submission s ON s.questionnaire_id = q.id AND s.member_id = $1
          """;

  private final Database database;
  private final Sql sql;
  private final Clock clock;

  Questionnaires(Database database, Sql sql, Clock clock) {
    this.database = database;
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * @throws RequestFailure NOT_FOUND
   */
  Uni<Questionnaire> one(UUID id) {
    return database
        .read(
            () ->
                sql.first(
                    "SELECT %s FROM questionnaire q WHERE q.id = $1".formatted(COLUMNS),
                    Questionnaire::of,
                    id))
        .onItem()
        .ifNull()
        .failWith(Questionnaires::notFound);
  }

  /**
   * @param after null for the first page
   */
  Uni<Page<Questionnaire>> page(Cursor after, int size) {
    return database
        .read(
            () ->
                sql.list(
                    "SELECT %s FROM questionnaire q WHERE q.id < $1 ORDER BY q.id DESC LIMIT $2"
                        .formatted(COLUMNS),
                    Questionnaire::of,
                    after == null ? END : after.uuid(0),
                    size + 1))
        .map(rows -> Page.of(rows, size));
  }

  /** Those that are open, and those that the member answered, with the answers. */
  Uni<Page<AskedQuestionnaire>> asked(UUID member, Cursor after, int size) {
    return database
        .read(
            () ->
                sql.list(
                    ASKED
                        + """
                        WHERE q.id < $2 AND (q.open OR s.id IS NOT NULL)
                        ORDER BY q.id DESC LIMIT $3""",
                    AskedQuestionnaire::of,
                    member,
                    after == null ? END : after.uuid(0),
                    size + 1))
        .map(rows -> Page.of(rows, size));
  }

  /**
   * One as the member sees it.
   *
   * @throws RequestFailure NOT_FOUND, also when it is closed and the member did not answer it
   */
  Uni<AskedQuestionnaire> asked(UUID member, UUID id) {
    return database
        .read(
            () ->
                sql.first(
                    ASKED + "WHERE q.id = $2 AND (q.open OR s.id IS NOT NULL)",
                    AskedQuestionnaire::of,
                    member,
                    id))
        .onItem()
        .ifNull()
        .failWith(Questionnaires::notFound);
  }

  Uni<UUID> add(NewQuestionnaire wanted) {
    UUID id = Ids.next();
    return sql.update(
            """
            INSERT INTO questionnaire
              (id, title, description, open, questions, created_at, changed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $6)""",
            id,
            wanted.title(),
            wanted.description(),
            wanted.open(),
            QuestionnaireQuestion.toJson(wanted.questions()),
            clock.instant())
        .replaceWith(id);
  }

  /**
   * @throws RequestFailure NOT_FOUND
   */
  Uni<UUID> change(UUID id, NewQuestionnaire wanted) {
    return sql.update(
            """
            UPDATE questionnaire
            SET title = $2, description = $3, open = $4, questions = $5, changed_at = $6
            WHERE id = $1""",
            id,
            wanted.title(),
            wanted.description(),
            wanted.open(),
            QuestionnaireQuestion.toJson(wanted.questions()),
            clock.instant())
        .invoke(
            changed -> {
              if (changed == 0) {
                throw notFound();
              }
            })
        .replaceWith(id);
  }

  /** Keeps the answers in the place of those before; the member is locked. */
  Uni<Void> keep(
      UUID member, UUID questionnaire, List<QuestionnaireQuestion> answers, Set<String> tags) {
    return sql.update(
            """
            INSERT INTO questionnaire_submission
              (id, questionnaire_id, member_id, answers, tags, submitted_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT ON CONSTRAINT questionnaire_submission_once DO UPDATE
            SET answers = excluded.answers, tags = excluded.tags,
                submitted_at = excluded.submitted_at""",
            Ids.next(),
            questionnaire,
            member,
            QuestionnaireQuestion.toJson(answers),
            tags,
            clock.instant())
        .replaceWithVoid();
  }

  /** The tags that the member's answers stand for, by questionnaire. */
  Uni<Map<UUID, Set<String>>> tagsOf(UUID member) {
    return sql.list(
            "SELECT questionnaire_id, tags FROM questionnaire_submission WHERE member_id = $1",
            row ->
                Map.entry(
                    row.uuid("questionnaire_id"),
                    Set.copyOf(Arrays.asList(row.raw().getArrayOfStrings("tags")))),
            member)
        .map(
            entries ->
                entries.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  static Set<String> tags(Collection<QuestionnaireQuestion> answers) {
    return answers.stream()
        .flatMap(question -> question.options().stream())
        .map(QuestionnaireOption::tagCode)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static RequestFailure notFound() {
    return RequestFailure.notFound("Questionnaire");
  }
}
