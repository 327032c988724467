namespace Helpline.Bench.Quality;

/// <summary>Whether two routers treat the same people alike.</summary>
internal static class Sameness
{
    public static string Of(IReadOnlyList<Outcome> first, IReadOnlyList<Outcome> second, RouterKind one, RouterKind other)
    {
        var differ = first.Zip(second).Count(pair => pair.First != pair.Second);
        return $"The same {first.Count} people, {one.Name} and {other.Name}: {(differ == 0 && first.Count == second.Count ? "everybody fares the same" : $"MISSED: {differ} fare differently")}.";
    }
}
