using Helpline.Contracts;

namespace Helpline.AgentConsole.Live;

/// <param name="Today">Null until the history since midnight has been read.</param>
/// <param name="Occupancy">The share of agents' time today in which they had somebody, 0 to 1; null while nobody was there.</param>
/// <param name="Channels">Those of which there is something to say.</param>
/// <summary>
/// The figures of a pool that a supervisor's browser cannot count for itself. Who waits and what each agent does it knows from the changes,
/// so the strip never says other than the list below it.
/// </summary>
public sealed record FiguresView(DayView? Today, double? Occupancy, IReadOnlyList<ChannelFigures> Channels);

/// <param name="Answered">Of those who came today.</param>
/// <param name="Abandoned">Of those who came today: left before anybody answered, after more than a few seconds.</param>
/// <param name="ServiceLevel">The share answered within their line's time, 0 to 1; null while that cannot be said.</param>
/// <summary>What became of the contacts that came today.</summary>
public sealed record DayView(int Answered, int Abandoned, double? ServiceLevel);

/// <param name="Estimate">How long somebody who comes now may wait; null when that cannot be said honestly.</param>
/// <summary>One channel.</summary>
public sealed record ChannelFigures(Channel Channel, DayView? Today, WaitEstimate? Estimate);

/// <summary>A wait as an honest range, in whole minutes.</summary>
public sealed record WaitEstimate(int LowMinutes, int HighMinutes);
