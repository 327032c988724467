-- Makes a call known to Redis. Every call but those that only read begins with the leases that have ended, and ends with its facts written.
local function register(name, onlyReads, body)
  redis.register_function({
    function_name = LIBRARY .. '_' .. name,
    flags = onlyReads and { 'no-writes' } or {},
    callback = function(KEYS, ARGV)
      local refused = begin(name, KEYS, ARGV)
      if refused then
        return refused
      elseif onlyReads or name == 'startEpoch' then
        return body(ARGV)
      end
      passedOver = nil
      endLeases()
      local reply = body(ARGV)
      finish()
      return reply
    end,
  })
end
