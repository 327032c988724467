using Helpline.Contracts;

namespace Helpline.Routing.Figures;

/// <param name="ShortAbandon">Who leaves after less counts apart.</param>
/// <param name="ServiceLevelSeconds">The T of a line as it is now.</param>
/// <summary>What the figures are counted by.</summary>
internal sealed record FigureRules(LocalDays Days, TimeSpan ShortAbandon, Func<LineId, int> ServiceLevelSeconds);
