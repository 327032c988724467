-- The callers believed to be on the line (role 1, not ended), which the gateway checks against the network each minute.
create index call_leg_live on call_leg (noted_at) where role = 1 and state < 9;
