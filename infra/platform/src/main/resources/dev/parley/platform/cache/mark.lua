-- Before a commit: what is known of these keys goes, nothing may be put until the writer is done
-- (or has been silent for so long that it must be dead), and everybody hears of it.
-- KEYS: keys. ARGV: writer, patience in ms, channel, message.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local me = ARGV[1] .. ':' .. string.format('%.0f', now + ARGV[2]) .. ','
for _, key in ipairs(KEYS) do
  local state = redis.call('GET', key)
  local others = ''
  if state and string.sub(state, 1, 1) == '!' then
    for writer, deadline in string.gmatch(state, '(%w+):(%d+),') do
      if tonumber(deadline) > now then
        others = others .. writer .. ':' .. deadline .. ','
      end
    end
  end
  redis.call('SET', key, '!' .. others .. me, 'PX', ARGV[2])
end
redis.call('PUBLISH', ARGV[3], ARGV[4])
return #KEYS
