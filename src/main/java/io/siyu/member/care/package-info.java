/** Staff care: what members need, what staff noted, and who looks after whom. */
package io.siyu.member.care;
