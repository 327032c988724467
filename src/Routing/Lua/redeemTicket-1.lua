-- Lets one bearer (a call's id) in on the ticket that accept gave; the same bearer may repeat it, another may not.
-- KEYS[1] the pool's root; the others are built in keys.lua and share its hash tag.
-- ARGV[1] assignment  ARGV[2] agent  ARGV[3] ticket  ARGV[4] bearer; then the common arguments (call.lua)
-- Returns { TicketOutcome }
local assignment = loadAssignment(ARGV[1])
local stored = assignment and redis.call('HGET', keys.tickets, ARGV[1])
if not stored then
  return { TicketOutcome.NotConnecting }
end
local ticket, bearer = stored:match('^([^|]*)|(.*)$')
if assignment.agent ~= ARGV[2] or ticket ~= ARGV[3] then
  return { TicketOutcome.Wrong }
elseif bearer ~= '' then
  return { bearer == ARGV[4] and TicketOutcome.Valid or TicketOutcome.UsedByAnother }
elseif assignment.state ~= 'connecting' or assignment.deadline <= now then
  return { TicketOutcome.NotConnecting }
end
redis.call('HSET', keys.tickets, ARGV[1], ticket .. '|' .. ARGV[4])
return { TicketOutcome.Valid }
