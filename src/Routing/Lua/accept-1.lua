-- Compare-and-set: the agent the contact is offered to takes it, once. Repeated by the same agent it answers with the same ticket.
-- KEYS[1] the pool's root; the others are built in keys.lua and share its hash tag.
-- ARGV[1] assignment  ARGV[2] agent  ARGV[3] a fresh ticket; then the common arguments (call.lua)
-- Returns { AcceptOutcome, contact or '', taken by or '', ticket or '' }
local assignment = loadAssignment(ARGV[1])
if not assignment then
  return { AcceptOutcome.NotOffered, '', '', '' }
end

local taken = { connecting = true, active = true, parked = true, wrapUp = true, done = true }
local function owner()
  local contact = loadContact(assignment.contact)
  local id = contact and contact.state ~= 'waiting' and (contact.asg or contact.wraps and contact.wraps[#contact.wraps])
  local other = id and loadAssignment(id)
  return other and other.agent or taken[assignment.state] and assignment.agent or nil
end

local function reply(outcome, ticket)
  local by = owner() or assignment.state == 'offered' and assignment.agent
  return { outcome, assignment.contact, by and by ~= ARGV[2] and by or '', ticket or '' }
end

if assignment.agent ~= ARGV[2] then
  if assignment.state == 'withdrawn' then
    return reply(AcceptOutcome.Withdrawn)
  end
  return reply(owner() and owner() ~= ARGV[2] and AcceptOutcome.TakenByAnother or AcceptOutcome.NotOffered)
end
if assignment.state == 'connecting' or assignment.state == 'active' or assignment.state == 'parked' then
  -- An assignment restored after a loss of Redis has no ticket yet.
  redis.call('HSETNX', keys.tickets, assignment.id, ARGV[3] .. '|')
  return reply(AcceptOutcome.AlreadyYours, redis.call('HGET', keys.tickets, assignment.id):match('^[^|]+'))
end
if assignment.state == 'offered' and assignment.deadline <= now then
  lapse(assignment)
end
if assignment.state == 'lapsed' then
  return reply(AcceptOutcome.Lapsed)
elseif assignment.state == 'withdrawn' then
  return reply(AcceptOutcome.Withdrawn)
elseif assignment.state ~= 'offered' then
  return reply(AcceptOutcome.NotOffered)
end

local contact = loadContact(assignment.contact)
leaveWaiting(contact)
moveContact(contact, 'accepted')
saveContact(contact)
move(assignment, 'accept', now + settings.connect)
redis.call('HSET', keys.tickets, assignment.id, ARGV[3] .. '|')
emit('accepted', { contact = contact, assignment = assignment })
-- An offer left the agent no room, and neither does a call: only written work may leave some for more.
if not Exclusive[assignment.channel] then
  local agent = loadAgent(assignment.agent)
  agent.idle = now
  settle(agent)
end
return { AcceptOutcome.Accepted, assignment.contact, '', ARGV[3] }
