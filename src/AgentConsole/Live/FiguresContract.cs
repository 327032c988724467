using Helpline.Contracts;

namespace Helpline.AgentConsole.Live;

/// <param name="Channels">Those of which there is something to say.</param>
/// <param name="Answered">Contacts answered since midnight, local time of the pool.</param>
/// <param name="Abandoned">People who left before anybody answered, since midnight.</param>
/// <param name="ServiceLevel">The share answered within their line's time, 0 to 1; null while nobody has called.</param>
/// <param name="Occupancy">The share of agents' available time today in which somebody was with them, 0 to 1; null while nobody was there.</param>
/// <summary>
/// The figures of a pool that a supervisor's browser cannot count for itself. Who waits and what each agent does it knows from the changes,
/// so the strip never says other than the list below it.
/// </summary>
public sealed record FiguresView(IReadOnlyList<ChannelFigures> Channels, int Answered, int Abandoned, double? ServiceLevel, double? Occupancy);

/// <param name="Estimate">How long somebody who comes now will wait; null when nobody can say.</param>
/// <summary>One channel today.</summary>
public sealed record ChannelFigures(Channel Channel, int Answered, int Abandoned, double? ServiceLevel, WaitEstimate? Estimate);

/// <summary>A wait as an honest range.</summary>
public sealed record WaitEstimate(int FromSeconds, int ToSeconds);
