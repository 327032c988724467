-- Why a contact waits, at this moment.
-- KEYS[1] the pool's root; the others are built in keys.lua and share its hash tag.
-- ARGV[1] contact; then the common arguments (call.lua)
-- Returns { StepOutcome, contact JSON or '', now, position, queue, offered to or '', reserved until or '', widens at or '', to which queue or '', counts JSON, nearest JSON }
local contact = loadContact(ARGV[1])
if not contact or contact.state ~= 'waiting' then
  return { contact and StepOutcome.NotPossibleNow or StepOutcome.Unknown, '', 0, 0, '', '', '', '', '', '', '' }
end

local queue, offered = queueOfContact(contact), contact.asg and loadAssignment(contact.asg)
local coming = planOf(contact).stages[(contact.stage or 0) + 2]
local counts, nearest = reasonsFor(contact, queue)
return {
  StepOutcome.Done, packed[contact], scored(now), positionOf(contact, queue), queue.name, offered and offered.agent or '',
  contact.reservedUntil and scored(contact.reservedUntil) or '', coming and scored(stagedFrom(contact) + coming.at) or '', coming and coming.queue or '',
  cjson.encode(counts), nearest[1] and cjson.encode(nearest) or '[]',
}
