package io.siyu.community;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** What somebody is in a community. Whoever is more than a MEMBER counts in no metric. */
@Enum("CommunityRole")
@Description("What somebody is in a community (群角色). All but MEMBER work for the brand.")
public enum CommunityRole {
  @Description("Owns the chat group (群主).")
  OWNER,
  @Description("Keeps order in it (管理员).")
  ADMIN,
  @Description("Writes what is posted in it (内容运营).")
  CONTENT,
  @Description("Gets conversations going (气氛组).")
  SEEDER,
  @Description("A customer (成员).")
  MEMBER
}
