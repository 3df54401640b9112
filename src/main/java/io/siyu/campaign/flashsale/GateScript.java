package io.siyu.campaign.flashsale;

import io.siyu.platform.redis.RedisScript;

/**
 * The gate of one sale item: one script, one hash, hence atomic and never half there. If the hash
 * is missing, every command says so and the gate is rebuilt from PostgreSQL; nothing is ever read
 * as zero or as full.
 *
 * <p>Fields of the hash:
 *
 * <ul>
 *   <li>{@code gen} generation of the gate; {@code sale}, {@code opens}, {@code closes}
 *       (milliseconds, business time), {@code limit} per member
 *   <li>{@code s:<slot>} {@code F} free, {@code R|token|member} reserved, {@code S|order|member}
 *       sold
 *   <li>{@code left} number of free slots; {@code f:<n>}, {@code top} a stack that holds each free
 *       slot at least once (entries of slots that are free no more are skipped)
 *   <li>{@code m:<member>} slots that are reserved for or sold to the member
 *   <li>{@code r:<token>} {@code expires|member|key|input|slot,slot}: a reservation; expires in
 *       milliseconds of Redis's own time. {@code q:<n>}, {@code qh}, {@code qt}: their queue,
 *       oldest first. The token begins with the generation
 *   <li>{@code w:<member>:<key>} {@code input|P|token} while a winner's purchase is under way,
 *       {@code input|D|order} once it is done
 * </ul>
 *
 * <p>Keys of idempotency come base64url-encoded, so that no separator is in them.
 */
final class GateScript {

  private static final String HELPERS =
      """
      local gate = KEYS[1]
      local function get(field) return redis.call('HGET', gate, field) end
      local function number(field) return tonumber(get(field) or '0') end
      local function set(field, value) redis.call('HSET', gate, field, value) end
      local function drop(field) redis.call('HDEL', gate, field) end
      local function add(field, by) return redis.call('HINCRBY', gate, field, by) end
      local function split(text)
        local parts = {}
        for part in string.gmatch(text .. '|', '([^|]*)|') do parts[#parts + 1] = part end
        return parts
      end
      local function clock()
        local time = redis.call('TIME')
        return time[1] * 1000 + math.floor(time[2] / 1000)
      end
      local function count(member, by)
        if add('m:' .. member, by) <= 0 then drop('m:' .. member) end
      end
      local function push(slot)
        set('f:' .. add('top', 1), slot)
      end
      local function pop()
        while true do
          local top = number('top')
          local slot = get('f:' .. top)
          drop('f:' .. top)
          add('top', -1)
          if get('s:' .. slot) == 'F' then return slot end
        end
      end
      local function occupy(slot, kind, holder, member)
        set('s:' .. slot, kind .. '|' .. holder .. '|' .. member)
        add('left', -1)
        count(member, 1)
      end
      local function free(slot)
        local member = split(get('s:' .. slot))[3]
        set('s:' .. slot, 'F')
        add('left', 1)
        count(member, -1)
        push(slot)
      end
      local function holds(slot, kind, holder)
        local state = split(get('s:' .. slot) or '')
        return state[1] == kind and state[2] == holder
      end
      local function end_reservation(token)
        local reservation = get('r:' .. token)
        if reservation then
          drop('r:' .. token)
          for slot in string.gmatch(split(reservation)[5], '%d+') do
            if holds(slot, 'R', token) then free(slot) end
          end
        end
        return reservation
      end
      local function reclaim(wanted)
        local head, tail, now = number('qh'), number('qt'), clock()
        for i = 1, 100 do
          if head == tail or number('left') >= wanted then break end
          local token = get('q:' .. head)
          local reservation = get('r:' .. token)
          if reservation then
            if tonumber(split(reservation)[1]) > now then break end
            end_reservation(token)
          end
          drop('q:' .. head)
          head = head + 1
        end
        set('qh', head)
      end
      local function settle()
        local token, member, key, input, order = ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
        for i = 7, #ARGV do
          if holds(ARGV[i], 'R', token) then
            set('s:' .. ARGV[i], 'S|' .. order .. '|' .. member)
          elseif get('s:' .. ARGV[i]) == 'F' then
            occupy(ARGV[i], 'S', order, member)
          end
        end
        end_reservation(token)
        set('w:' .. member .. ':' .. key, input .. '|D|' .. order)
      end
      """;

  private static final String COMMANDS =
      """
      local command = ARGV[1]

      if command == 'LOCK' then
        if get('gen') then return {'BUILT'} end
        if redis.call('SET', KEYS[2], ARGV[2], 'NX', 'PX', ARGV[3]) then return {'LOCKED'} end
        return {'BUSY'}
      end

      if command == 'BUILD' then
        if redis.call('GET', KEYS[2]) ~= ARGV[2] then return {'LOST'} end
        redis.call('DEL', gate)
        local slots = tonumber(ARGV[9])
        local left = 0
        for i = 10, 9 + slots * 3, 3 do
          if ARGV[i + 1] == '' then
            set('s:' .. ARGV[i], 'F')
            push(ARGV[i])
            left = left + 1
          else
            set('s:' .. ARGV[i], 'S|' .. ARGV[i + 1] .. '|' .. ARGV[i + 2])
            count(ARGV[i + 2], 1)
          end
        end
        for i = 10 + slots * 3, #ARGV, 4 do
          set('w:' .. ARGV[i] .. ':' .. ARGV[i + 1], ARGV[i + 2] .. '|D|' .. ARGV[i + 3])
        end
        redis.call('HSET', gate, 'left', left, 'sale', ARGV[4], 'opens', ARGV[5], 'closes', ARGV[6], 'limit', ARGV[7], 'gen', ARGV[3])
        redis.call('PEXPIRE', gate, ARGV[8])
        redis.call('DEL', KEYS[2])
        return {'BUILT'}
      end

      local generation = get('gen')
      if not generation then return {'MISSING'} end

      if command == 'TAKE' then
        local now, member, key, input, quantity = tonumber(ARGV[2]), ARGV[3], ARGV[4], ARGV[5], tonumber(ARGV[6])
        local winner = get('w:' .. member .. ':' .. key)
        if winner then
          local known = split(winner)
          if known[1] ~= input then return {'KEY_REUSED'} end
          if known[2] == 'D' then return {'BOUGHT', known[3]} end
          local reservation = get('r:' .. known[3])
          if reservation then return {'RESERVED', known[3], split(reservation)[5], get('sale')} end
          if ARGV[8] ~= 'AGAIN' then return {'UNSETTLED'} end
        end
        if now < number('opens') then return {'NOT_OPEN', get('opens')} end
        if now >= number('closes') then return {'OVER', get('closes')} end
        local allowed = number('limit') - number('m:' .. member)
        if quantity > allowed then return {'LIMIT', allowed} end
        if number('left') < quantity then reclaim(quantity) end
        if number('left') < quantity then return {'SOLD_OUT', get('left')} end
        local token = generation .. ':' .. add('qt', 1)
        local slots = {}
        for i = 1, quantity do
          slots[i] = pop()
          occupy(slots[i], 'R', token, member)
        end
        local list = table.concat(slots, ',')
        local expires = string.format('%.0f', clock() + ARGV[7])
        set('q:' .. (number('qt') - 1), token)
        set('r:' .. token, expires .. '|' .. member .. '|' .. key .. '|' .. input .. '|' .. list)
        set('w:' .. member .. ':' .. key, input .. '|P|' .. token)
        return {'RESERVED', token, list, get('sale')}
      end

      if command == 'SOLD' then
        if not get('r:' .. ARGV[2]) then return {'STALE'} end
        settle()
        return {'OK'}
      end

      if command == 'LEARN' then
        settle()
        return {'OK'}
      end

      if command == 'GIVE_BACK' then
        local reservation = end_reservation(ARGV[2])
        if not reservation then return {'STALE'} end
        local known = split(reservation)
        local field = 'w:' .. known[2] .. ':' .. known[3]
        if get(field) == known[4] .. '|P|' .. ARGV[2] then drop(field) end
        for i = 3, #ARGV, 3 do
          if get('s:' .. ARGV[i]) == 'F' then occupy(ARGV[i], 'S', ARGV[i + 1], ARGV[i + 2]) end
        end
        return {'OK'}
      end

      if command == 'RELEASE' then
        for i = 3, #ARGV do
          if holds(ARGV[i], 'S', ARGV[2]) then free(ARGV[i]) end
        end
        return {'OK'}
      end

      if command == 'CORRECT' then
        for i = 2, #ARGV, 4 do
          if get('s:' .. ARGV[i]) == ARGV[i + 1] then
            if ARGV[i + 1] ~= 'F' then free(ARGV[i]) end
            if ARGV[i + 2] ~= '' then occupy(ARGV[i], 'S', ARGV[i + 2], ARGV[i + 3]) end
          end
        end
        return {'OK'}
      end

      if command == 'FORGET' then
        if get(ARGV[2]) == ARGV[3] then drop(ARGV[2]) end
        return {'OK'}
      end

      if command == 'LEAVE' then
        local prefix = 'w:' .. ARGV[2] .. ':'
        for _, field in ipairs(redis.call('HKEYS', gate)) do
          if string.sub(field, 1, #prefix) == prefix and split(get(field))[2] == 'D' then drop(field) end
        end
        return {'OK'}
      end

      if command == 'LEFT' then return {'LEFT', get('left')} end

      if command == 'DUMP' then
        return {'DUMP', string.format('%.0f', clock()), redis.call('HGETALL', gate)}
      end

      return redis.error_reply('unknown command')
      """;

  static final RedisScript SCRIPT = RedisScript.of(HELPERS + COMMANDS);

  private GateScript() {}
}
