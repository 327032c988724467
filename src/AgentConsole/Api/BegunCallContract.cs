using Helpline.Contracts;

namespace Helpline.AgentConsole.Api;

// POST   /api/contacts/{id}/ring              RingThemRequest          -> 200 BegunCallView | 403 | 404 | 409 Problem (not safe; no number; on a call)   (its agent, in hand or in wrap-up)
// POST   /api/calls                           CallNumberRequest        -> 200 BegunCallView | 409 Problem | 422 Problem (not a number, no such line)
// Both: the same request again is the same call. It is offered to this agent at once; whoever asked answers it, and the person is rung when their line is up.

/// <param name="Request">Made by the browser, so that a repeated request rings nobody twice.</param>
/// <param name="DespiteRules">They were read and refuse it: the call is opened all the same, nobody is rung, and an exception can be asked for there.</param>
/// <summary>Rings the person of a contact.</summary>
public sealed record RingThemRequest(Guid Request, bool DespiteRules);

/// <param name="Line">The line it is rung for.</param>
/// <param name="Number">With country code, or as dialled in the United Kingdom; kept sealed.</param>
/// <param name="Request">As in <see cref="RingThemRequest"/>.</param>
/// <param name="DespiteRules">As in <see cref="RingThemRequest"/>.</param>
/// <summary>Rings a number for a line.</summary>
public sealed record CallNumberRequest(Guid Request, LineId Line, string Number, bool DespiteRules);

/// <summary>A call that was begun.</summary>
public sealed record BegunCallView(ContactId Contact);
