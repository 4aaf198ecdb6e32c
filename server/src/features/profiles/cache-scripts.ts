/**
 * The scripts that change `user:profile:<id>` and `usage:user:<id>`. A key holds a value, or the token of the fills that
 * are under way. MGET, unlike GET, does not fail on what somebody else put there.
 */

/** KEYS: key. ARGV: token, run, milliseconds. Returns what the key holds in this run; the token when it held nothing. */
export const beginFillScript = `
local held = redis.call('MGET', KEYS[1])[1]
if held then
  local readable, value = pcall(cjson.decode, held)
  if readable and type(value) == 'table' and value.run == ARGV[2] then return held end
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3])
return ARGV[1]`;

/** KEYS: key. ARGV: token, value, milliseconds. A value comes only in the place of the token under which it was read. */
export const keepScript = `
if redis.call('MGET', KEYS[1])[1] ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1`;

/** KEYS: keys. ARGV: a version for each. Drops whatever is older, and the fills that may have read something older. */
export const dropOlderScript = `
for i, key in ipairs(KEYS) do
  local held = redis.call('MGET', key)[1]
  local readable, value = pcall(cjson.decode, held or '')
  local version = readable and type(value) == 'table' and tonumber(value.version)
  if held and not (version and version >= tonumber(ARGV[i])) then redis.call('DEL', key) end
end
return #KEYS`;

/**
 * KEYS: key. ARGV: token, run, milliseconds, now in milliseconds, version of the profile. Returns the token under which
 * usage may be kept: what the key holds if that counts, and else a token in its place.
 */
export const beginUsageScript = `
local held = redis.call('MGET', KEYS[1])[1]
if held then
  local readable, value = pcall(cjson.decode, held)
  if readable and type(value) == 'table' and value.run == ARGV[2] then
    local isOver = value.endsAtMs and tonumber(value.endsAtMs) <= tonumber(ARGV[4])
    local isOfOther = value.profileVersion and tonumber(value.profileVersion) < tonumber(ARGV[5])
    if not isOver and not isOfOther then return held end
  end
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3])
return ARGV[1]`;

/**
 * KEYS: key. ARGV: what the key held at the beginning, value, milliseconds, version, run. Replaces that, or an older
 * value; anything else makes way for the next reading. What arrives late, after others were told more, does no harm.
 * More of one period is always later, whatever the versions say: a Postgres that crashed counts some of them again.
 */
export const keepUsageScript = `
local held = redis.call('MGET', KEYS[1])[1]
if not held then return 0 end
local readable, value = pcall(cjson.decode, held)
local version = readable and type(value) == 'table' and value.run == ARGV[5] and tonumber(value.version)
local new = cjson.decode(ARGV[2])
local isMore = version and value.startsAt == new.startsAt and tonumber(value.used) < new.used
if version and version >= tonumber(ARGV[4]) and not isMore then return 0 end
if not version and held ~= ARGV[1] then redis.call('DEL', KEYS[1]) return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1`;
