using Helpline.Records;

namespace Helpline.AgentConsole.Api;

// GET    /api/own-phone                                                -> 200 OwnPhone                                     (where my calls ring; the number masked, also for me)
// PUT    /api/own-phone                       ChooseOwnPhoneRequest    -> 200 OwnPhone | 409 Problem (no number yet) | 422 Problem (not a number to ring)
// DELETE /api/own-phone                                                -> 204                                              (forgets the number)
// GET    /api/own-phone/rings/{assignment}                             -> 200 OwnPhoneEnd | 404                            (mine alone)
// POST   /api/contacts/{id}/call/mute, /unmute                         -> 202 | 403 | 409                                  (the agent's own telephone; a browser mutes itself)
// Hub    AcceptOnPhone(assignment)                                     -> AcceptedReply without a ticket: the telephone rings

/// <param name="Rings">Calls ring there; otherwise in the browser.</param>
/// <param name="Number">A new number, with country code or as dialled in the United Kingdom; null keeps the one that is known.</param>
/// <summary>Says where my calls ring.</summary>
public sealed record ChooseOwnPhoneRequest(bool Rings, string? Number);

/// <param name="Problem">Why the telephone was not answered, in a sentence; null when nobody can say, or it was.</param>
/// <summary>What became of one ring.</summary>
public sealed record OwnPhoneEnd(string? Problem);

/// <summary>How the agent's own telephone stands in a call.</summary>
public sealed record OwnPhoneLeg(OwnPhoneState State, bool Muted);
