-- What an agent says of themselves, or a supervisor says for them. Becoming available matches at once; an agent who becomes anything else
-- loses an offer still ringing, and one who goes offline gives their parked conversations back.
-- KEYS[1] the pool's root; the others are built in keys.lua and share its hash tag.
-- ARGV[1] agent  ARGV[2] status  ARGV[3] reason or ''  ARGV[4] by whom, when not by themselves, or ''; then the common arguments (call.lua)
-- Returns { StepOutcome }
local agent, reason = loadAgent(ARGV[1]), ARGV[3] ~= '' and ARGV[3] or nil
if not agent or (agent.status == ARGV[2] and agent.reason == reason) then
  return { agent and StepOutcome.Done or StepOutcome.Unknown }
end

setStatus(agent, ARGV[2], reason, ARGV[4] ~= '' and ARGV[4] or nil)
for _, id in ipairs(agent.status ~= 'available' and workOf(agent.id).ids or {}) do
  local assignment = loadAssignment(id)
  if assignment.state == 'offered' then
    decline(assignment, 'notNow')
  elseif assignment.state == 'parked' and agent.status == 'offline' then
    giveBack(assignment, 'signedOut')
  end
end
if agent.status ~= 'available' then
  releaseReserved(agent)
end
settle(agent)
return { StepOutcome.Done }
