/**
 * The scripts that change `user:profile:<id>`. The key holds a profile, or the token of the fills that are under way.
 * MGET, unlike GET, does not fail on what somebody else put there.
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
