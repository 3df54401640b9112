/** Members invite members (老带新): invites, what qualifies them, and what looks like fraud. */
package io.siyu.member.referral;
