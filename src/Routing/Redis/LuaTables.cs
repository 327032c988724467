using System.Globalization;
using System.Text;
using System.Text.Json;
using Helpline.Contracts;

namespace Helpline.Routing.Redis;

/// <summary>
/// The tables and codes that C# and Lua share, written as Lua from the C# they are defined in: <c>--- @table AssignmentLife</c> in a script
/// becomes <c>local AssignmentLife = { offered = { accept = 'connecting', … }, … }</c>. So there is one definition, and nothing to drift.
/// </summary>
internal static class LuaTables
{
    private static readonly Dictionary<string, string> Tables = new(StringComparer.Ordinal)
    {
        ["ReturnCode"] = Codes<ReturnCode>(),
        ["StepOutcome"] = Codes<StepOutcome>(),
        ["EnqueueOutcome"] = Codes<EnqueueOutcome>(),
        ["AcceptOutcome"] = Codes<AcceptOutcome>(),
        ["TicketOutcome"] = Codes<TicketOutcome>(),
        ["AssignmentLife"] = Life<AssignmentState, AssignmentTrigger>(AssignmentLife.Next),
        ["ContactLife"] = Life<ContactState, ContactTrigger>(ContactLife.Next),
        ["IsOpen"] = Which<AssignmentState>(AssignmentLife.IsOpen, Word),
        ["TakesRoom"] = Which<AssignmentState>(AssignmentLife.TakesRoom, Word),
        ["Exclusive"] = Which<Channel>(c => ChannelTraits.Of(c).Exclusive, c => c.ToString().ToLowerInvariant()),
        ["Boost"] = Table(Enum.GetValues<Priority>().Select(p => (Word(p), Number(Boost.Of(p).TotalMilliseconds)))),
    };

    /// <summary>The Lua that defines the table.</summary>
    /// <exception cref="KeyNotFoundException">There is no such table.</exception>
    public static string Write(string name) => $"local {name} = {Tables[name]}";

    /// <summary>How a state or trigger is written in Lua, in Redis and in events.</summary>
    public static string Word<TEnum>(TEnum value) where TEnum : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static string Codes<TEnum>() where TEnum : struct, Enum =>
        Table(Enum.GetValues<TEnum>().Select(v => (v.ToString(), Number(Convert.ToDouble(v, CultureInfo.InvariantCulture)))));

    private static string Which<TEnum>(Func<TEnum, bool> isSo, Func<TEnum, string> word) where TEnum : struct, Enum =>
        Table(Enum.GetValues<TEnum>().Where(isSo).Select(v => (word(v), "true")));

    private static string Life<TState, TTrigger>(Func<TState, TTrigger, TState?> next) where TState : struct, Enum where TTrigger : struct, Enum =>
        Table(Enum.GetValues<TState>().Select(state => (Word(state), Table(
            from trigger in Enum.GetValues<TTrigger>()
            let to = next(state, trigger)
            where to is not null
            select (Word(trigger), $"'{Word(to.Value)}'")))));

    // Bracketed, because "end" is a trigger of ours and a word of Lua's.
    private static string Table(IEnumerable<(string Key, string Value)> entries) =>
        new StringBuilder("{ ").AppendJoin(", ", entries.Select(e => $"['{e.Key}'] = {e.Value}")).Append(" }").ToString();

    private static string Number(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
