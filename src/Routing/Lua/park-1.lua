-- A written conversation waits for the person and takes no room meanwhile.
-- KEYS[1] the pool's root; the others are built in keys.lua and share its hash tag.
-- ARGV[1] assignment  ARGV[2] agent  ARGV[3] until, ms, or ''; then the common arguments (call.lua)
-- Returns { StepOutcome }
local assignment = loadAssignment(ARGV[1])
local refused = refuse(assignment, ARGV[2], 'park', { parked = true })
if not refused and Exclusive[assignment.channel] then
  refused = StepOutcome.NotPossibleNow
end
if refused then
  return { refused }
end

local grace = assignment.grace
move(assignment, 'park', tonumber(ARGV[3]))
if grace then
  startGrace(assignment, grace)
end
emit('parked', { contact = loadContact(assignment.contact), assignment = assignment })
settleById(assignment.agent)
return { StepOutcome.Done }
