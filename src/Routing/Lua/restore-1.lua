-- The one door back: a contact that is open in Records and unknown here is put where it was. Waiting: to its queue, in its order.
-- In hand or in wrap-up: to its agent, who gets no lease by it. What is known, or was over within the hour, is left as it is,
-- so any number of nodes may call this at once.
-- KEYS[1] the pool's root; the others are built in keys.lua and share its hash tag.
-- ARGV[1] contact  ARGV[2] line  ARGV[3] demand key  ARGV[4] priority  ARGV[5] waiting since, ms  ARGV[6] close reason or ''
-- ARGV[7] assignment or ''  ARGV[8] agent  ARGV[9] its state  ARGV[10] in it since, ms; then the common arguments (call.lua)
-- Returns { EnqueueOutcome }
--- @include steps
--- @table EnqueueOutcome
if loadContact(ARGV[1]) then
  return { EnqueueOutcome.AlreadyKnown }
end

local contact = { id = ARGV[1], line = ARGV[2], demand = ARGV[3], priority = ARGV[4], waitingSince = tonumber(ARGV[5]), state = 'waiting' }
contact.score = contact.waitingSince - Boost[contact.priority]
knowDemand(contact.demand)
if ARGV[7] == '' then
  wait(contact)
  emit('enqueued', { contact = contact, reason = 'restored' })
  matchContact(contact)
  finish()
  return { EnqueueOutcome.Enqueued }
end

local agent = loadAgent(ARGV[8])
if not agent then
  -- Nothing is offered to them before they are heard and sign on again.
  agent = { id = ARGV[8], status = 'available', connected = false, since = now, idle = now, reason = 'restored' }
  saveAgent(agent)
end
local assignment = {
  id = ARGV[7], contact = contact.id, agent = agent.id, channel = channelOf(contact.demand), state = ARGV[9], since = tonumber(ARGV[10]),
}
contact.asg, contact.state = assignment.id, ARGV[9] == 'wrapUp' and 'closed' or 'inHand'
contact.close = contact.state == 'closed' and (ARGV[6] ~= '' and ARGV[6] or 'answered') or nil
if assignment.state == 'connecting' then
  assignment.deadline = now + settings.connect
  redis.call('ZADD', keys.deadlines, assignment.deadline, 'a:' .. assignment.id)
elseif assignment.state ~= 'wrapUp' and not Exclusive[assignment.channel] and not agent.connected then
  redis.call('ZADD', keys.deadlines, now + settings.grace, 'a:' .. assignment.id)
end
saveContact(contact)
saveAssignment(assignment)
emit('agentChanged', { contact = contact, assignment = assignment, agent = agent, reason = 'restored' })
settle(agent)
finish()
return { EnqueueOutcome.Enqueued }
