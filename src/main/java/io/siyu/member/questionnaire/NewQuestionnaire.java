package io.siyu.member.questionnaire;

import java.util.List;

/** A questionnaire as staff want it, checked. */
record NewQuestionnaire(
    String title, String description, boolean open, List<QuestionnaireQuestion> questions) {}
