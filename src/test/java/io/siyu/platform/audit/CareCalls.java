package io.siyu.platform.audit;

import io.siyu.platform.audit.OperatorCalls.Call;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Calls by which staff look after members and communities. */
final class CareCalls {

  private final GraphQLClient admin;
  private final String adminId;
  private final String memberId;
  private final String communityId;

  CareCalls(GraphQLClient admin, String adminId, String memberId, String communityId) {
    this.admin = admin;
    this.adminId = adminId;
    this.memberId = memberId;
    this.communityId = communityId;
  }

  Map<String, Supplier<Call>> all() {
    return Map.of(
        "setMemberIntent",
        () -> call(intent(), memberId),
        "addMemberNote",
        () -> call(note(), "addMemberNote.note.id"),
        "removeMemberNote",
        this::remove,
        "assignCustodian",
        () -> assign("memberIds", memberId),
        "assignCommunityCustodian",
        () -> assign("communityIds", communityId),
        "linkChatGroup",
        () -> call(Map.of("chatId", "wrOfCareCalls", "communityId", communityId), communityId),
        "transferCustody",
        this::transfer,
        "importCommunityMembers",
        () -> call(arrival(), communityId),
        "setCommunityRole",
        this::promote,
        "saveCommunity",
        () -> call(community(), communityId));
  }

  private Call remove() {
    String note = run("addMemberNote", note()).text("addMemberNote.note.id");
    return call(Map.of("noteId", note), note);
  }

  private Call assign(String name, String id) {
    String colleague = colleague();
    Map<String, Object> input = keyed(name, List.of(id));
    input.put("operatorId", colleague);
    return call(input, colleague);
  }

  private Map<String, Object> arrival() {
    Map<String, Object> input = keyed("communityId", communityId);
    input.put(
        "changes",
        List.of(
            Map.of(
                "changeId",
                UUID.randomUUID().toString(),
                "memberId",
                memberId,
                "kind",
                "JOINED",
                "at",
                Instant.now().toString())));
    return input;
  }

  private Map<String, Object> community() {
    Map<String, Object> input = keyed("id", communityId);
    input.putAll(Map.of("kind", "REFINED", "name", "水果群", "joinPolicy", "OPEN"));
    return input;
  }

  private Call promote() {
    run("importCommunityMembers", arrival());
    Map<String, Object> input = keyed("communityId", communityId);
    input.put("memberId", memberId);
    input.put("role", "SEEDER");
    return call(input, memberId);
  }

  private Call transfer() {
    String colleague = colleague();
    Map<String, Object> input = keyed("fromOperatorId", colleague);
    input.put("toOperatorId", colleague());
    return call(input, colleague);
  }

  private String colleague() {
    return run(
            "createOperator",
            Map.of(
                "name",
                "care-" + UUID.randomUUID(),
                "password",
                "a good password",
                "roles",
                List.of("SERVICE")))
        .text("createOperator.operator.id");
  }

  private Map<String, Object> intent() {
    Map<String, Object> input = keyed("memberId", memberId);
    input.put("need", "祛痘");
    input.put("intent", "URGENT");
    input.put("reason", "下周拍婚纱照");
    return input;
  }

  private Map<String, Object> note() {
    Map<String, Object> input = keyed("memberId", memberId);
    input.put("text", "喜欢周末来店里");
    return input;
  }

  private Call call(Map<String, Object> input, String subject) {
    return new Call(admin, adminId, input, subject);
  }

  private Answer run(String mutation, Map<String, Object> input) {
    return admin.run(mutation, input).expectSuccess(mutation);
  }

  private static Map<String, Object> keyed(String name, Object value) {
    Map<String, Object> input = new HashMap<>();
    input.put("idempotencyKey", UUID.randomUUID().toString());
    input.put(name, value);
    return input;
  }
}
