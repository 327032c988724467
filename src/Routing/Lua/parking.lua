-- Parked conversations: they wait for the person and take no room. A reply waits for its agent first, then for the pool.

-- There is something to answer: it stands in line for its agent, from now.
local function replied(contact, assignment)
  assignment.reply, assignment.deadline = now, now + settings.parkedReply
  redis.call('ZADD', keys.deadlines, scored(assignment.grace and math.min(assignment.grace, assignment.deadline) or assignment.deadline), 'a:' .. assignment.id)
  redis.call('ZADD', keys.reserved(assignment.agent), scored(now), contact.id)
  saveAssignment(assignment)
  local agent = loadAgent(assignment.agent)
  if agent then
    agent.awaited = true
    saveAgent(agent)
  end
end

-- The conversation goes back to the pool; the person waits since their reply.
local function giveBack(assignment, reason)
  local contact = loadContact(assignment.contact)
  contact.waitingSince = assignment.reply or now
  contact.from = nil
  contact.knownTo = assignment.agent
  move(assignment, 'release')
  if reason ~= 'noRoom' then
    rest(contact, assignment.agent)
  end
  wait(contact)
  emit('released', { contact = contact, assignment = assignment, reason = reason })
  matchContact(contact)
end

local function parkedDue(assignment)
  local contact = loadContact(assignment.contact)
  if assignment.reply then
    giveBack(assignment, 'noRoom')
    return
  end
  replied(contact, assignment)
  emit('parked', { contact = contact, assignment = assignment, reason = 'due' })
  settleById(assignment.agent)
end
