/** Everything that reaches a member (触达): reminders and the inbox. */
package io.siyu.outreach;
