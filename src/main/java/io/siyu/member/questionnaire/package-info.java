/** Questionnaires (问卷): every answer stands for a tag, by which staff see needs at a glance. */
package io.siyu.member.questionnaire;
